// Above the names of its rows, a table of the admin has an empty header: make that a plain cell.
document.addEventListener("DOMContentLoaded", () => {
  for (const header of document.querySelectorAll("th.original:empty")) {
    const cell = document.createElement("td");
    cell.className = header.className;
    header.replaceWith(cell);
  }
});
