// Sends a chosen file as it is, with its progress and a way to stop: a callback of Dash would pack it into JSON.
(() => {
  const cookie = (name) => (document.cookie.split("; ").find((line) => line.startsWith(name + "=")) || "").slice(name.length + 1);
  const element = (kind, more) => Object.assign(document.createElement(kind), more);

  const send = (file, limit, words, stop) => {
    if (file.size > limit) { words.textContent = "文件超过 " + Math.floor(limit / 1048576) + " MB，无法上传。"; return; }
    if (!file.size) { words.textContent = "文件是空的。"; return; }
    const request = new XMLHttpRequest();
    request.open("POST", "/upload/file");
    request.setRequestHeader("X-CSRFToken", decodeURIComponent(cookie("_csrf_token")));
    request.setRequestHeader("X-File-Name", encodeURIComponent(file.name));
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.upload.onprogress = (event) => {
      words.textContent = "正在上传 " + file.name + "：" + Math.round((event.loaded / event.total) * 100) + "%";
    };
    const ended = (text) => { words.textContent = text; stop.hidden = true; };
    request.onerror = () => ended("上传中断，请检查网络后重试。");
    request.onabort = () => ended("已停止上传。");
    request.onload = () => {
      if (request.status === 401) { window.location.reload(); return; }
      if (request.status !== 200) {
        ended(request.status === 413 ? "文件过大，服务器没有接收。" : "上传失败（" + request.status + "），请重试。");
        return;
      }
      ended("上传完成。");
      window.mingchaGo({ preventDefault() {} }, JSON.parse(request.responseText).address);
    };
    stop.hidden = false;
    stop.onclick = () => request.abort();
    request.send(file);
  };

  const prepare = (place) => {
    place.classList.add("is-ready");
    const limit = Number(place.dataset.limit);
    const input = element("input", { type: "file", id: "upload-input", accept: ".csv,.tsv,.txt,.xlsx,.xls,.json,.html,.htm,.xml" });
    const label = element("label", { htmlFor: "upload-input", textContent: "选择台账文件，或者拖放到此处" });
    const words = element("p", { className: "note" });
    words.setAttribute("role", "status");
    const stop = element("button", { type: "button", className: "plain-button", textContent: "停止上传", hidden: true });
    place.append(input, label, words, stop);
    input.onchange = () => { if (input.files[0]) send(input.files[0], limit, words, stop); };
    place.ondragover = (event) => { event.preventDefault(); place.classList.add("is-over"); };
    place.ondragleave = () => place.classList.remove("is-over");
    place.ondrop = (event) => {
      event.preventDefault();
      place.classList.remove("is-over");
      if (event.dataTransfer.files[0]) send(event.dataTransfer.files[0], limit, words, stop);
    };
  };

  new MutationObserver(() => {
    for (const place of document.querySelectorAll(".upload-drop:not(.is-ready)")) prepare(place);
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
