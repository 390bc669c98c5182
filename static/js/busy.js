// Shows a progress bar with the text of data-busy after a form was submitted, and disables its
// button. Without this script only the browser's own loading indicator shows.
for (const status of document.querySelectorAll("[data-busy]")) {
  const form = status.closest("form");
  form.addEventListener("submit", () => {
    const bar = document.createElement("progress");
    bar.setAttribute("aria-label", status.dataset.busy);
    status.replaceChildren(status.dataset.busy, bar);
    form.querySelector("[type=submit]").disabled = true;
  });
  // Reset a page that the browser restores from its back/forward cache.
  window.addEventListener("pageshow", () => {
    status.replaceChildren();
    form.querySelector("[type=submit]").disabled = false;
  });
}
