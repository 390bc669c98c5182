// Shows the elaborations and the goals of the chosen perspective only. What was chosen or written
// under another one stays in the form, and comes back with it; its texts are repeated, to take over.
// Without this script all are shown, and the server rejects a goal of another perspective.
document.addEventListener("DOMContentLoaded", () => {
  const perspective = document.getElementById("id_perspective");
  const groups = [...document.querySelectorAll("[data-perspective]")];
  if (!perspective || !groups.length) return;
  // For each list of goals: the chosen goal by perspective.
  const chosen = new Map();
  let last = null;

  const limit = (select, name) => {
    const kept = chosen.get(select) ?? {};
    chosen.set(select, kept);
    if (last !== null && last !== name) kept[last] = select.value;
    for (const group of select.querySelectorAll("optgroup")) {
      group.hidden = group.disabled = group.label !== name;
    }
    if (last !== null && last !== name) select.value = kept[name] ?? "";
  };
  const limitAll = (root) => {
    const name = perspective.selectedOptions[0].text;
    for (const select of root.querySelectorAll("select[name^='plannings-'][name$='-goal']")) limit(select, name);
    return name;
  };
  const elsewhere = document.querySelector("[data-elsewhere]");
  const element = (name, text) => Object.assign(document.createElement(name), { textContent: text });
  const repeat = () => {
    const texts = groups.filter((group) => group.hidden).flatMap((group) => [...group.querySelectorAll("textarea")]);
    const written = texts.filter((text) => text.value.trim());
    elsewhere.hidden = !written.length;
    elsewhere.querySelector("dl").replaceChildren(
      ...written.flatMap((text) => [element("dt", text.labels[0].textContent), element("dd", text.value)]),
    );
  };
  const show = () => {
    for (const group of groups) {
      group.hidden = group.dataset.perspective !== perspective.value;
    }
    repeat();
    last = limitAll(document);
  };

  document.querySelector(".rows")?.classList.add("rows--one-frame");
  django.jQuery(perspective).on("change", show);
  document.addEventListener("formset:added", (event) => limitAll(event.target));
  perspective.form.addEventListener("submit", () => {
    // The text of another perspective is not sent.
    for (const group of groups) {
      for (const text of group.querySelectorAll("textarea")) text.disabled = group.hidden;
    }
  });
  window.addEventListener("pageshow", () => {
    for (const group of groups) {
      for (const text of group.querySelectorAll("textarea")) text.disabled = false;
    }
  });
  show();
});
