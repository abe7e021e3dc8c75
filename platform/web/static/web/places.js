// Choosing many places: the list can be searched, and says how many are ticked.
(() => {
  "use strict";
  const boxes = (group) => [...group.querySelectorAll("input[type=checkbox]")];
  function count(root) {
    const whole = boxes(root).filter((box) => box.matches("[data-places-all]") && box.checked).map((box) => box.parentElement.textContent.trim());
    const single = boxes(root).filter((box) => !box.matches("[data-places-all]") && box.checked).length;
    root.querySelector("[data-places-count]").textContent = [...whole, single ? `已选 ${single} 个组织` : ""].filter(Boolean).join("、");
    for (const group of root.querySelectorAll("[data-places-group]")) {
      const picked = boxes(group).filter((box) => box.checked).length;
      group.querySelector("[data-places-picked]").textContent = picked ? `已选 ${picked} 个` : "";
    }
  }
  function find(root, words) {
    for (const group of root.querySelectorAll("[data-places-group]")) {
      const name = group.querySelector("summary").firstChild.textContent;
      let some = false;
      for (const label of group.querySelectorAll("label")) {
        const fits = !words || label.textContent.includes(words) || name.includes(words);
        label.hidden = !fits;
        some ||= fits;
      }
      group.hidden = !some;
      if (words && some) group.open = true;
    }
  }
  function begin(root) {
    if (root.dataset.ready) return;
    root.dataset.ready = "1";
    const box = root.querySelector("[data-places-find]");
    box.hidden = false;
    box.addEventListener("input", () => find(root, box.value.trim()));
    box.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    root.addEventListener("change", () => count(root));
    count(root);
  }
  const all = () => document.querySelectorAll("[data-places]").forEach(begin);
  document.addEventListener("DOMContentLoaded", all);
  document.addEventListener("htmx:load", all);
})();
