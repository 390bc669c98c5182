// The table of planned activities: the title looks up what exists; a new row comes when the last one
// is used; Enter goes to the next row; pasted lines fill a row each. Without this script there are
// some empty rows, and the server asks when a title exists already.
document.addEventListener("DOMContentLoaded", () => {
  const table = document.querySelector(".planned");
  const template = table?.parentElement.querySelector("template");
  if (!template) return;
  const body = table.tBodies[0];
  const total = document.getElementById("id_plannings-TOTAL_FORMS");
  const part = (row, name) => row.querySelector(`[name^="plannings-"][name$="-${name}"]`);

  const add = () => {
    const row = template.content.firstElementChild.cloneNode(true);
    const number = Number(total.value);
    row.innerHTML = row.innerHTML
      .replaceAll("activiteit __prefix__", `activiteit ${number + 1}`)
      .replaceAll("__prefix__", number);
    total.value = number + 1;
    body.append(row);
    prepare(row);
    row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: "plannings" } }));
    return row;
  };
  const after = (row) => row.nextElementSibling ?? add();
  const describe = (row, text) => {
    const known = row.querySelector("[data-known]");
    const isKnown = Boolean(part(row, "activity").value);
    known.hidden = !isKnown;
    known.textContent = isKnown ? `Bestaat al: ${text}` : "";
    // The form, the fields and the goal of what exists are changed on its own screen.
    row.querySelector(".planned__new").disabled = row.querySelector(".planned__new").hidden = isKnown;
  };
  const count = (row) => {
    const ticked = [...row.querySelectorAll(".checklist :checked")];
    const names = ticked.map((each) => each.closest("label").textContent.trim());
    row.querySelector("[data-chosen]").textContent = names.join(", ") || "geen gekozen";
  };
  const prepare = (row) => {
    const title = part(row, "title");
    if (!title) return;
    const key = part(row, "activity");
    const details = row.querySelector("details");
    combobox(title, table.dataset.titles, ({ value, text, name }) => {
      [key.value, title.value] = [value, name];
      describe(row, text);
      title.dispatchEvent(new Event("change", { bubbles: true }));
    });
    title.addEventListener("input", () => {
      key.value = "";
      describe(row);
      if (title.value && row === body.lastElementChild) add();
    });
    title.addEventListener("paste", (event) => fill(event, row));
    details.addEventListener("change", () => count(row));
    // Before the filter gets the key.
    details.addEventListener("keydown", (event) => {
      const filters = event.target.type === "search" && event.target.value;
      if (event.key !== "Enter" || filters || !event.target.matches("input")) return;
      event.preventDefault();
      event.stopPropagation();
      details.open = false;
      details.querySelector("summary").focus();
    }, true);
    // At once: the event `toggle` comes after the next key.
    details.querySelector("summary").addEventListener("click", (event) => {
      event.preventDefault();
      details.open = !details.open;
      if (details.open) details.querySelector("input")?.focus();
    });
    count(row);
    describe(row, title.value);
  };
  const fill = (event, row) => {
    const lines = event.clipboardData.getData("text").split(/\r?\n/).filter((line) => line.trim());
    if (lines.length < 2) return;
    event.preventDefault();
    let place = row;
    for (const [index, line] of lines.entries()) {
      while (index && part(place, "title")?.value !== "") place = after(place);
      const [title, plannedFor = ""] = line.split("\t");
      part(place, "title").value = title.trim();
      part(place, "planned_for").value = plannedFor.trim();
      part(place, "title").dispatchEvent(new Event("change", { bubbles: true }));
    }
    after(place);
  };

  // Enter would save the whole form.
  body.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.defaultPrevented || !event.target.matches("input, select")) return;
    event.preventDefault();
    const next = after(event.target.closest("tr"));
    (part(next, "title") ?? part(next, "planned_for")).focus();
  });
  [...body.rows].forEach(prepare);
});
