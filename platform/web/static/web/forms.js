// Forms: drafts kept in this browser, files with preview and progress, long lists that can be searched.
(() => {
  "use strict";
  const store = window.localStorage;
  const root = document.documentElement;
  const prefix = `draft:${root.dataset.tenant}:`;
  const key = (form) => prefix + form.dataset.draft;
  const kept = (form) => [...form.elements].filter((box) => box.name && !["hidden", "file", "password", "submit", "button"].includes(box.type));

  // --- drafts ------------------------------------------------------------------------------------------------
  const read = (form) => { try { return JSON.parse(store.getItem(key(form)) || "null"); } catch { return null; } };
  const write = (form) => {
    const values = {};
    for (const box of kept(form)) {
      const value = box.type === "checkbox" || box.type === "radio" ? (box.checked ? box.value : null) : box.value;
      if (value !== null) (values[box.name] ||= []).push(value);
    }
    try { store.setItem(key(form), JSON.stringify(values)); } catch { /* the browser's store is full or closed */ }
  };
  const fill = (form, values) => {
    const seen = {};
    for (const box of kept(form)) {
      const list = values[box.name] || [];
      if (box.type === "checkbox" || box.type === "radio") { box.checked = list.includes(box.value); continue; }
      const index = seen[box.name] = (seen[box.name] ?? -1) + 1;
      if (list[index] !== undefined) box.value = list[index];
      if (box.value && box.closest(".more-fields")) box.closest(".more-fields").open = true;
    }
  };
  let timer = 0;
  document.addEventListener("input", (event) => {
    const form = event.target.closest && event.target.closest("form[data-draft]");
    if (!form) return;
    clearTimeout(timer);
    timer = setTimeout(() => write(form), 250);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-draft]")) { clearTimeout(timer); write(form); sessionStorage.setItem("draft-sent", key(form)); }
    if (form.matches("form[action$='/logout/']")) {
      Object.keys(store).filter((name) => name.startsWith("draft:")).forEach((name) => store.removeItem(name));
    }
  });
  document.body.addEventListener("record-changed", () => {
    const sent = sessionStorage.getItem("draft-sent");
    if (sent) { store.removeItem(sent); sessionStorage.removeItem("draft-sent"); }
  });
  const refused = (form) => form.querySelector(".has-error, .note-error") !== null;
  function restore(form) {
    if (form.dataset.ready) return;
    form.dataset.ready = "1";
    if (refused(form)) { write(form); return; }
    const values = read(form);
    if (!values) return;
    const before = new FormData(form);
    fill(form, values);
    const changed = [...new FormData(form).entries()].some(([name, value]) => typeof value === "string" && !before.getAll(name).includes(value));
    const note = form.querySelector("[data-draft-note]");
    if (!changed || !note) return;
    note.hidden = false;
    note.querySelector("[data-draft-drop]").addEventListener("click", () => { store.removeItem(key(form)); form.reset(); note.hidden = true; refreshPicks(form); });
  }

  // --- files -------------------------------------------------------------------------------------------------
  const size = (bytes) => bytes < 1048576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
  document.addEventListener("change", (event) => {
    const box = event.target;
    if (!box.matches || !box.matches("[data-files]")) return;
    let list = box.parentElement.querySelector(".file-list");
    if (!list) { list = document.createElement("ul"); list.className = "file-list"; box.after(list); }
    list.replaceChildren(...[...box.files].map((file) => {
      const row = document.createElement("li");
      if (file.type.startsWith("image/")) {
        const picture = document.createElement("img");
        picture.alt = "";
        picture.src = URL.createObjectURL(file);
        picture.addEventListener("load", () => URL.revokeObjectURL(picture.src));
        row.append(picture);
      }
      const name = document.createElement("span"); name.textContent = file.name;
      const bytes = document.createElement("small"); bytes.textContent = size(file.size);
      row.append(name, bytes);
      return row;
    }));
  });
  document.addEventListener("htmx:xhr:progress", (event) => {
    const form = event.target.closest("form[enctype='multipart/form-data']");
    if (!form || !event.detail.lengthComputable) return;
    let bar = form.querySelector(".upload-progress");
    if (!bar) {
      bar = document.createElement("progress");
      bar.className = "upload-progress"; bar.max = 100; bar.setAttribute("aria-label", "上传进度");
      form.querySelector(".ask-foot, .form-foot").before(bar);
    }
    bar.value = (event.detail.loaded / event.detail.total) * 100;
  });

  // --- long lists --------------------------------------------------------------------------------------------
  let serial = 0;
  function pick(select) {
    if (select.dataset.ready || select.multiple || select.options.length < 12) return;
    select.dataset.ready = "1";
    const id = `pick-${++serial}`;
    const box = document.createElement("div"); box.className = "pick-box";
    const input = document.createElement("input");
    const list = document.createElement("ul");
    input.className = select.className.replace("form-select", "form-control").replace("form-control-sm", "form-control-sm");
    input.type = "text"; input.autocomplete = "off"; input.id = select.id; select.id = `${select.id}-list`;
    for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list" })) input.setAttribute(name, value);
    const described = select.getAttribute("aria-describedby");
    if (described) input.setAttribute("aria-describedby", described);
    input.placeholder = "输入几个字查找";
    list.id = id; list.className = "pick-list"; list.setAttribute("role", "listbox"); list.hidden = true;
    select.hidden = true; select.tabIndex = -1;
    select.before(box); box.append(input, list, select);
    let shown = [];
    let active = -1;
    const chosen = () => select.options[select.selectedIndex];
    const reset = () => { const now = chosen(); input.value = now && now.value ? now.text.trim() : ""; close(); };
    const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); active = -1; };
    const mark = (index) => {
      active = index;
      [...list.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === index)));
      const row = list.children[index];
      if (row && row.id) { input.setAttribute("aria-activedescendant", row.id); row.scrollIntoView({ block: "nearest" }); }
    };
    const open = (text) => {
      const words = text.trim().toLowerCase();
      shown = [...select.options].filter((one) => (one.value || !words) && one.text.toLowerCase().includes(words)).slice(0, 60);
      list.replaceChildren(...shown.map((one, at) => {
        const row = document.createElement("li");
        row.id = `${id}-${at}`; row.setAttribute("role", "option"); row.textContent = one.text.trim();
        row.addEventListener("mousedown", (event) => { event.preventDefault(); take(at); });
        return row;
      }));
      if (!shown.length) { const none = document.createElement("li"); none.className = "pick-none"; none.textContent = "没有找到，请换几个字"; list.append(none); }
      list.hidden = false; input.setAttribute("aria-expanded", "true");
      if (shown.length) mark(words ? 0 : Math.max(0, shown.indexOf(chosen())));
    };
    const take = (at) => {
      select.value = shown[at].value;
      reset();
      select.dispatchEvent(new Event("input", { bubbles: true }));
      select.dispatchEvent(new Event("change", { bubbles: true }));
    };
    input.addEventListener("focus", () => { input.select(); open(""); });
    input.addEventListener("click", () => { if (list.hidden) open(""); });
    // Typing only searches; the form hears of it when a line is taken.
    input.addEventListener("input", (event) => { event.stopPropagation(); open(input.value); });
    input.addEventListener("change", (event) => event.stopPropagation());
    input.addEventListener("blur", () => { if (!input.value.trim() && chosen() && chosen().value && select.options[0].value === "") { select.value = ""; select.dispatchEvent(new Event("change", { bubbles: true })); } reset(); });
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) open(""); else mark(Math.min(shown.length - 1, Math.max(0, active + (event.key === "ArrowDown" ? 1 : -1))));
      } else if (event.key === "Enter" && !list.hidden && shown[active]) { event.preventDefault(); take(active); }
      else if (event.key === "Escape" && !list.hidden) { event.preventDefault(); event.stopPropagation(); reset(); }
    });
    select.refreshPick = reset;
    reset();
  }
  const refreshPicks = (scope) => scope.querySelectorAll("select[data-pick]").forEach((select) => select.refreshPick && select.refreshPick());

  function prepare(scope) {
    scope.querySelectorAll("form[data-draft]").forEach(restore);
    scope.querySelectorAll("select[data-pick]").forEach(pick);
    const first = scope.querySelector(".form .has-error :is(input, select, textarea)");
    if (first) first.focus();
  }
  document.addEventListener("htmx:load", (event) => prepare(event.target));
  const sent = sessionStorage.getItem("draft-sent");
  if (sent) {
    // The form that was sent is gone (accepted) or stands here with its errors (then restore() keeps it).
    const again = [...document.querySelectorAll("form[data-draft]")].find((form) => key(form) === sent);
    if (!again || !refused(again)) store.removeItem(sent);
    sessionStorage.removeItem("draft-sent");
  }
  prepare(document);
})();
