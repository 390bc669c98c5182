// Makes long lists of records searchable: a select gets a combobox in its place, which sets its
// value; a group of checkboxes gets a field that filters it. Without this script they are as they are.
const LONG = 10;

const searchable = (select) => {
  const input = document.createElement("input");
  const place = document.createElement("span");
  const chosen = () => (select.value ? select.selectedOptions[0].text : "");
  input.id = `${select.id}_search`;
  input.className = "vTextField";
  input.value = chosen();
  for (const name of ["aria-label", "aria-describedby", "aria-invalid"]) {
    if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
  }
  for (const label of select.labels) label.htmlFor = input.id;
  place.className = "combobox";
  place.append(input);
  select.before(place);
  select.hidden = true;
  select.required = false;
  const set = ({ value, text }) => {
    const known = [...select.options].some((option) => option.value === String(value));
    if (!known) select.add(new Option(text, value));
    select.value = value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  };
  combobox(input, select.dataset.search, set, true);
  input.addEventListener("blur", () => {
    if (!input.value && select.value) set({ value: "", text: "" });
    input.value = chosen();
  });
  // Django's pop-up for a new record triggers the event by its jQuery only.
  django.jQuery(select).on("change", () => {
    input.value = chosen();
  });
};

const filterable = (group) => {
  const items = [...group.querySelectorAll("li")];
  if (items.length < LONG) return;
  const input = document.createElement("input");
  input.type = "search";
  input.setAttribute("aria-label", `${group.dataset.filter}: ${group.getAttribute("aria-label")}`);
  input.placeholder = group.dataset.filter;
  const filter = () => {
    const words = input.value.toLowerCase();
    for (const item of items) item.hidden = !item.textContent.toLowerCase().includes(words);
  };
  input.addEventListener("input", filter);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    // Not the button that saves: the first one found.
    event.preventDefault();
    if (input.value) items.find((item) => !item.hidden)?.querySelector("input").click();
    input.value = "";
    filter();
  });
  group.prepend(input);
};

const enhance = (root) => {
  const isTemplate = (each) => each.name?.includes("__prefix__") || each.closest(".empty-form");
  for (const each of root.querySelectorAll("select[data-search]:not([hidden]), .checklist")) {
    if (isTemplate(each)) continue;
    if (each.matches("select")) searchable(each);
    else if (!each.querySelector("[type=search]")) filterable(each);
  }
};

document.addEventListener("DOMContentLoaded", () => enhance(document));
document.addEventListener("formset:added", (event) => enhance(event.target));
