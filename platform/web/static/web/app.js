// Behaviour of the frame and the lists. Without it every page can still be read and every form still be sent.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");
  const wide = () => window.matchMedia("(min-width: 1100px)").matches;
  const byId = (id) => document.getElementById(id);
  const say = (text) => { const live = byId("live"); if (live) live.textContent = text; };

  // --- menus -------------------------------------------------------------------------------------------------
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
    const gone = event.target.closest("[data-dismiss]");
    if (gone) gone.closest(".note").remove();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const menu = document.querySelector("details[data-menu][open]");
      if (menu) { menu.open = false; menu.querySelector("summary").focus(); return; }
      if (!document.querySelector("dialog[open]")) closePanel();
    }
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const box = document.querySelector("[data-hotkey='/']");
      if (box && box.offsetParent) { event.preventDefault(); box.focus(); box.select(); }
    }
    const row = event.target.closest && event.target.closest("[data-row]");
    if (row && !typing && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const next = event.key === "ArrowDown" ? row.nextElementSibling : row.previousElementSibling;
      const link = next && next.querySelector("[data-open]");
      if (link) { event.preventDefault(); link.focus(); }
    }
  });

  const build = (name, text, css) => { const node = document.createElement(name); node.textContent = text; if (css) node.className = css; return node; };
  document.body.addEventListener("said", (event) => {
    const note = build("div", "", "note note-success");
    note.append(build("i", "", "ti ti-circle-check"), build("span", event.detail.value));
    byId("messages").replaceChildren(note);
    say(event.detail.value);
    setTimeout(() => note.remove(), 8000);
  });

  // --- requests ----------------------------------------------------------------------------------------------
  let running = 0;
  // What the page asks by itself must neither be noticed nor keep the session awake.
  const background = (event) => "X-Background" in event.detail.requestConfig.headers;
  const count = (by) => { running = Math.max(0, running + by); root.classList.toggle("is-loading", running > 0); };
  document.addEventListener("htmx:beforeSend", (event) => { if (!background(event)) count(1); });
  document.addEventListener("htmx:afterRequest", (event) => { if (!background(event)) count(-1); });
  for (const fault of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(fault, (event) => { if (!background(event)) byId("offline").hidden = false; });
  }
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (background(event) && document.hidden) event.preventDefault();
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    // A live region that is written anew is read out anew; and a fault of the server is no news for the bell.
    const { xhr, target, serverResponse } = event.detail;
    if (background(event) && (xhr.status !== 200 || target.innerHTML === serverResponse)) event.detail.shouldSwap = false;
  });
  window.addEventListener("offline", () => { byId("offline").hidden = false; });
  window.addEventListener("online", () => { byId("offline").hidden = true; });

  // Nothing idle in an address: empty boxes and the usual columns are left out.
  const tidy = (form, values) => {
    for (const name of new Set([...values.keys()])) {
      if (values.getAll(name).every((value) => value === "")) values.delete(name);
    }
    const columns = [...form.querySelectorAll("input[name=col][data-default]")];
    if (columns.length && columns.every((box) => box.checked === (box.dataset.default === "1"))) values.delete("col");
  };
  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-Record-Shown"] = byId("record") ? "yes" : "no";
    const form = event.target.closest("form[data-tidy]");
    if (form) tidy(form, event.detail.formData);
  });

  // A menu of the filter bar stays open while its list is replaced.
  let openMenus = [];
  let focused = "";
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id !== "list") return;
    focused = document.activeElement && document.activeElement.closest("#list") ? document.activeElement.id : "";
    openMenus = [...document.querySelectorAll("#list details[data-menu]")].flatMap((menu, index) => menu.open ? [index] : []);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target.id !== "list") return;
    const menus = document.querySelectorAll("#list details[data-menu]");
    openMenus.forEach((index) => { if (menus[index]) menus[index].open = true; });
    openMenus = [];
    const again = focused && byId(focused);
    if (again && document.activeElement !== again) again.focus({ preventScroll: true });
    const total = document.querySelector("#list .rows-total");
    say(total ? total.textContent.trim() : "没有符合条件的内容");
    markRow();
  });

  // --- record beside the list --------------------------------------------------------------------------------
  let listUrl = location.pathname + location.search;
  document.addEventListener("htmx:pushedIntoHistory", (event) => {
    const filters = document.querySelector("#list form.filters");
    const pushed = new URL(event.detail.path, location.href);
    if (filters && pushed.pathname === new URL(filters.action).pathname) listUrl = pushed.pathname + pushed.search;
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const link = event.target.closest("[data-open]");
    if (!link) return;
    if (!wide()) { event.preventDefault(); location.assign(link.href); }
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const target = event.detail.target;
    if (target.id === "panel-body") {
      byId("panel").hidden = false;
      byId("panel").closest(".split").classList.add("is-split");
      const heading = byId("panel").querySelector("h1");
      if (heading) { heading.tabIndex = -1; heading.focus({ preventScroll: true }); }
      markRow();
    }
    if (target.id === "dialog-body" && !byId("dialog").open) byId("dialog").showModal();
    if (target.id === "dialog-body") {
      const first = target.querySelector(".has-error :is(input, select, textarea), :is(input, select, textarea):not([type=hidden])");
      if (first) first.focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-close-panel]")) closePanel();
    const cancel = event.target.closest("[data-close-dialog]");
    if (cancel && cancel.closest("dialog")) { event.preventDefault(); cancel.closest("dialog").close(); }
    const row = event.target.closest("[data-row]");
    if (row && !event.target.closest("a, button, input, label, summary") && !String(getSelection())) {
      const link = row.querySelector("[data-open]");
      if (link) link.click();
    }
  });
  function closePanel() {
    const panel = byId("panel");
    if (!panel || panel.hidden) return;
    panel.hidden = true;
    panel.closest(".split").classList.remove("is-split");
    const current = document.querySelector("tr.is-current");
    byId("panel-body").replaceChildren();
    history.replaceState({ htmx: true }, "", listUrl);
    markRow();
    const link = current && current.querySelector("[data-open]");
    if (link) link.focus({ preventScroll: true });
  }
  function markRow() {
    const panel = byId("panel");
    const path = panel && !panel.hidden ? location.pathname : "";
    for (const link of document.querySelectorAll("[data-open]")) {
      const current = path !== "" && new URL(link.href).pathname === path;
      link.closest("tr").classList.toggle("is-current", current);
    }
  }
  document.addEventListener("htmx:pushedIntoHistory", markRow);
  document.body.addEventListener("record-changed", () => {
    const dialog = byId("dialog");
    if (dialog && dialog.open) dialog.close();
  });
  const dialog = byId("dialog");
  if (dialog) dialog.addEventListener("close", () => byId("dialog-body").replaceChildren());

  document.addEventListener("click", (event) => {
    const toggle = event.target.closest("[data-toggle-place]");
    if (!toggle) return;
    const opened = toggle.getAttribute("aria-expanded") !== "true";
    toggle.setAttribute("aria-expanded", String(opened));
    toggle.closest("li").querySelector(".place-under").hidden = !opened;
  });

  // --- selection ---------------------------------------------------------------------------------------------
  document.addEventListener("change", (event) => {
    const form = event.target.closest("[data-rows]");
    if (!form) return;
    const boxes = [...form.querySelectorAll("input[name=pk]")];
    const all = form.querySelector("[data-pick-all]");
    const every = form.querySelector("[data-pick-every]");
    if (event.target === all) boxes.forEach((box) => { box.checked = all.checked; });
    if (event.target === every && every.checked) boxes.forEach((box) => { box.checked = true; });
    if (every && boxes.some((box) => !box.checked)) every.checked = false;
    const picked = boxes.filter((box) => box.checked).length;
    if (all) { all.checked = picked > 0 && picked === boxes.length; all.indeterminate = picked > 0 && picked < boxes.length; }
    const bulk = form.querySelector("[data-bulk]");
    if (bulk) { bulk.hidden = picked === 0; bulk.querySelector("[data-picked]").textContent = every && every.checked ? every.dataset.pickEvery : String(picked); }
  });

  // --- questions before an act that cannot be taken back -----------------------------------------------------
  function ask(text, label) {
    return new Promise((resolve) => {
      const heading = build("h2", label); heading.id = "dialog-title";
      const foot = build("div", "", "ask-foot");
      const no = build("button", "取消", "btn"); no.type = "button";
      const yes = build("button", label, "btn btn-primary"); yes.type = "button";
      foot.append(no, yes);
      byId("dialog-body").replaceChildren(heading, build("p", text, "ask-after"), foot);
      let agreed = false;
      no.addEventListener("click", () => dialog.close());
      yes.addEventListener("click", () => { agreed = true; dialog.close(); });
      dialog.addEventListener("close", () => resolve(agreed), { once: true });
      dialog.showModal();
      yes.focus();
    });
  }
  document.addEventListener("htmx:confirm", (event) => {
    const button = event.detail.triggeringEvent && event.detail.triggeringEvent.submitter;
    // All that were found are asked about on a page of its own.
    if (!button || !button.dataset.confirm || button.form.querySelector("[data-pick-every]:checked")) return;
    event.preventDefault();
    ask(button.dataset.confirm, button.textContent.trim()).then((agreed) => { if (agreed) event.detail.issueRequest(true); });
  });

  // --- on a phone the row of parts is longer than the screen: the open one is in view ---------------------------
  const part = document.querySelector(".tabs .is-open");
  const show = () => part.scrollIntoView({ block: "nearest", inline: "center" });
  if (part) { show(); addEventListener("resize", show); }

  // --- idle sessions -----------------------------------------------------------------------------------------
  const minutes = Number(document.body.dataset.idle || 0);
  const idle = byId("idle");
  if (minutes && idle) {
    let last = Date.now();
    const left = () => Math.round(minutes * 60 - (Date.now() - last) / 1000);
    document.addEventListener("htmx:afterRequest", (event) => { if (!background(event)) last = Date.now(); });
    idle.addEventListener("cancel", (event) => event.preventDefault());
    idle.querySelector("[data-stay]").addEventListener("click", () => {
      fetch(location.href, { method: "HEAD", credentials: "same-origin" }).then(() => { last = Date.now(); idle.close(); });
    });
    setInterval(() => {
      const rest = left();
      if (rest <= 0) {
        const here = encodeURIComponent(location.pathname + location.search);
        location.assign(`${document.body.dataset.signout}?expired=1&next=${here}`);
      } else if (rest <= 60) {
        if (!idle.open) idle.showModal();
        idle.querySelector("[data-left]").textContent = String(rest);
      }
    }, 1000);
  }
})();
