// The grid weighs 300 KB. It is fetched when a page first shows one, and with it its Chinese words.
(() => {
  const suites = "/_dash-component-suites/dash_ag_grid/";
  let loading = null;

  const fetchScript = (address) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.async = false; // the bundle finds its own address by looking for the last script that is not async
    script.onload = resolve;
    script.onerror = () => reject(new Error("无法加载 " + address));
    document.head.appendChild(script);
  });

  const load = () => {
    loading = loading || fetchScript("/assets/vendor/grid-words.js").catch(() => null)
      .then(() => fetchScript(suites + "dash_ag_grid.min.js"))
      .then(() => {
        const real = window.dash_ag_grid;
        // The stand-in stays what Dash draws, or React would throw the grid away at the next update.
        window.dash_ag_grid = Object.assign({}, real, { AgGrid: Grid });
        return real.AgGrid;
      });
    return loading;
  };

  function Grid(props) {
    const [Real, setReal] = window.React.useState(null);
    window.React.useEffect(() => { load().then((component) => setReal(() => component)); }, []);
    if (Real) return window.React.createElement(Real, props);
    return window.React.createElement("div", { className: "note" }, "表格加载中…");
  }

  window.dash_ag_grid = { AgGrid: Grid };
})();
