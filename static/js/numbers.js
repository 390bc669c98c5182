// Gives a row that is added to a form the number after those of the other rows.
document.addEventListener("formset:added", ({ target, detail }) => {
  const own = target.querySelector("[data-numbered]");
  const all = document.querySelectorAll(`#${detail.formsetName}-group [data-numbered]`);
  if (own && !own.value) own.value = Math.max(0, ...[...all].map(({ value }) => Number(value))) + 1;
});
