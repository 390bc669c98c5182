// Tells that a form is at work after it was sent, in words that stand with it. Without this script
// the browser shows only its own sign.
for (const told of document.querySelectorAll("[data-busy]")) {
  const form = told.closest("form");
  form.addEventListener("submit", () => {
    const bar = document.createElement("progress");
    bar.setAttribute("aria-label", told.dataset.busy);
    told.replaceChildren(told.dataset.busy, bar);
    form.querySelector("[type=submit]").disabled = true;
  });
  // Who comes back finds the form as it was.
  window.addEventListener("pageshow", () => {
    told.replaceChildren();
    form.querySelector("[type=submit]").disabled = false;
  });
}
