// Marks the page one is on, and lets links inside the grid move without loading everything anew.
(() => {
  const mark = () => {
    for (const link of document.querySelectorAll(".navigation-link[href]")) {
      const here = link.getAttribute("href") === window.location.pathname;
      link.classList.toggle("is-here", here);
      if (here) link.setAttribute("aria-current", "page"); else link.removeAttribute("aria-current");
    }
  };
  // The place that an address names (#columns-stale) is drawn after the address has changed.
  let reached = "";
  const reach = () => {
    const wanted = window.location.hash && window.location.pathname + window.location.hash;
    if (wanted === reached) return;
    const place = wanted && document.getElementById(window.location.hash.slice(1));
    if (!wanted || place) reached = wanted;
    if (place) place.scrollIntoView();
  };
  new MutationObserver(reach).observe(document.documentElement, { childList: true, subtree: true });
  new MutationObserver(mark).observe(document.documentElement, { childList: true, subtree: true });
  window.addEventListener("popstate", mark);

  window.mingchaGo = (event, address) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    window.history.pushState({}, "", address);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    window.scrollTo(0, 0);
  };

  // A session that has ended would leave a page that answers nothing: load it again, which leads to sign-in.
  const ask = window.fetch;
  window.fetch = async (...request) => {
    let answer;
    try { answer = await ask(...request); }
    catch (error) {
      if (error.name !== "AbortError") say("无法连接服务器，请检查网络后重试。");
      throw error;
    }
    if (answer.status === 401) window.location.reload();
    say(answer.status >= 500 ? "服务暂时不可用，请稍后重试；页面内容可能不是最新的。" : "");
    return answer;
  };

  // Dash only logs a callback that failed: without words the page would look as if nothing had been asked.
  const say = (words) => {
    let banner = document.querySelector(".problem-banner");
    if (!words) { if (banner) banner.remove(); return; }
    if (!banner) {
      banner = Object.assign(document.createElement("div"), { className: "problem-banner" });
      banner.setAttribute("role", "alert");
      document.body.append(banner);
    }
    banner.textContent = words;
  };

  const functions = (window.dashAgGridFunctions = window.dashAgGridFunctions || {});
  functions.words = (key, otherwise) => (window.mingchaGridWords || {})[key] || otherwise;

  const components = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});
  components.RowLink = (props) => {
    if (!props.data) return "…";
    const address = props.data.href;
    if (!address) return props.value;
    return window.React.createElement(
      "a", { href: address, onClick: (event) => window.mingchaGo(event, address) }, props.value);
  };
  components.Standing = (props) => props.data
    ? window.React.createElement("span", { className: "standing-" + props.data.standing }, props.value) : null;
  components.CountLink = (props) => {
    const place = props.data && (props.data.places || {})[props.colDef.field];
    if (!place || !(Number(props.value) > 0)) return props.value;
    const address = props.data.href + "#" + place;
    return window.React.createElement(
      "a", { href: address, onClick: (event) => window.mingchaGo(event, address) }, props.value);
  };
  components.AccessStrip = (props) => {
    const create = window.React.createElement;
    const days = (props.value || []).map((day, place) => create("span", {
      key: place, className: "access-day access-" + day.kind, title: day.title, role: "img", "aria-label": day.title }, day.sign));
    return create("span", { className: "access" }, days);
  };
  components.CardColour = (props) => props.value
    ? window.React.createElement("span", { className: "badge badge-" + props.data.colour }, props.value) : null;
})();
