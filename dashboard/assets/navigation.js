// Marks the page one is on, and lets links inside the grid move without loading everything anew.
(() => {
  let marked = null;
  // A page that the navigation does not name belongs to one that it does (a card to the cards).
  const section = () => {
    const path = window.location.pathname, navigation = document.querySelector(".navigation");
    const sections = JSON.parse((navigation && navigation.dataset.sections) || "{}");
    const inside = Object.keys(sections).find((start) => path === start || path.startsWith(start + "/"));
    return inside ? sections[inside] : path;
  };
  const mark = () => {
    const wanted = section();
    for (const link of document.querySelectorAll(".navigation-link[href]")) {
      const here = link.getAttribute("href") === wanted;
      link.classList.toggle("is-here", here);
      if (!here) { link.removeAttribute("aria-current"); continue; }
      link.setAttribute("aria-current", wanted === window.location.pathname ? "page" : "true");
      if (marked !== wanted) intoSight(link);
      marked = wanted;
    }
  };
  // On a narrow screen the navigation is longer than the screen is wide.
  const intoSight = (link) => {
    const navigation = link.parentElement, [outside, inside] = [navigation, link].map((one) => one.getBoundingClientRect());
    navigation.scrollLeft += inside.left + inside.width / 2 - outside.left - outside.width / 2;
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

  // The grid keeps the focus on its cells: Enter follows the link in one, as a click does.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches(".ag-cell")) return;
    const link = event.target.querySelector("a[href]");
    if (link) link.click();
  });

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
    await tell(answer, request);
    return answer;
  };
  const loaded = window.location.pathname;
  // From the page one came from, so that it is that page again to which the browser goes back.
  const openAnew = (address) => {
    window.addEventListener("popstate", () => window.location.assign(address), { once: true });
    window.history.back();
  };
  // Why the server refused, in its own words. The page of an address that is not there is the server's to draw: what one
  // came from would stay under the wrong address.
  const tell = async (answer, [address, options]) => {
    if (answer.status >= 500) return say("服务暂时不可用，请稍后重试；页面内容可能不是最新的。");
    if (answer.status < 400 || !String(address.url || address).includes("/_dash-update-component")) return say("");
    const drawsPage = String((options || {}).body || "").includes('"output":"..page-content.children...page-title.data.."');
    if (answer.status === 404 && drawsPage && window.location.pathname !== loaded) return openAnew(window.location.href);
    say((await answer.clone().text()).slice(0, 200));
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
    const again = Object.assign(document.createElement("button"), { type: "button", textContent: "重新加载" });
    again.addEventListener("click", () => window.location.reload());
    banner.replaceChildren(words + " ", again);
  };

  const functions = (window.dashAgGridFunctions = window.dashAgGridFunctions || {});
  const ownWords = { noRowsToShow: "没有符合条件的记录" };
  functions.words = (key, otherwise) => ownWords[key] || (window.mingchaGridWords || {})[key] || otherwise;

  const components = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});
  components.RowLink = (props) => {
    if (!props.data) return "…";
    const address = props.data.href;
    if (!address) return props.value;
    return window.React.createElement(
      "a", { href: address, onClick: (event) => window.mingchaGo(event, address) }, props.value);
  };
  // A page outside, as it is now; an address of another kind stays words.
  components.LiveLink = (props) => /^https?:\/\//.test(props.value || "")
    ? window.React.createElement("a", { href: props.value, target: "_blank", rel: "noopener noreferrer" }, props.value) : props.value;
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
