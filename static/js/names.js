// The admin's autocomplete fields (Select2) have no accessible name: point aria-labelledby at their
// label, or in a table at their column header.
const nameOf = (select) => {
  const cell = select.closest("td");
  return select.labels[0] ?? cell?.closest("table").tHead.rows[0].cells[cell.cellIndex];
};

// Above the names of its rows, a table of the admin has an empty header: make that a plain cell.
const replaceEmptyHeaders = () => {
  for (const header of document.querySelectorAll("th.original:empty")) {
    const cell = document.createElement("td");
    cell.className = header.className;
    header.replaceWith(cell);
  }
};

const giveNames = () => {
  replaceEmptyHeaders();
  for (const box of document.querySelectorAll(".select2-selection:not([data-named])")) {
    const select = box.closest(".select2").previousElementSibling;
    const name = nameOf(select);
    box.dataset.named = "";
    if (name) {
      name.id ||= `${select.id}_name`;
      box.setAttribute("aria-labelledby", `${name.id} ${box.getAttribute("aria-labelledby")}`);
      box.querySelector("[role=textbox], [role=searchbox]")?.setAttribute("aria-labelledby", name.id);
    }
  }
};

new MutationObserver(giveNames).observe(document.documentElement, { childList: true, subtree: true });
