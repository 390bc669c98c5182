// Limits the choice of goals to those of the chosen perspective. Without this script all goals are
// listed, and the server rejects a goal of another perspective.
document.addEventListener("DOMContentLoaded", () => {
  const perspective = document.getElementById("id_perspective");
  if (!perspective) return;
  const fill = async () => {
    const base = window.location.pathname.replace(/(add|\d+\/change)\/$/, "");
    const answer = await fetch(`${base}doelen/?perspective=${encodeURIComponent(perspective.value)}`);
    if (!answer.ok) return;
    const { goals } = await answer.json();
    for (const select of document.querySelectorAll("select[name^='focuses-'][name$='-goal']")) {
      const chosen = select.value;
      select.replaceChildren(new Option("---------", ""));
      for (const goal of goals) {
        select.add(new Option(goal.title, goal.id, false, String(goal.id) === chosen));
      }
    }
  };
  perspective.addEventListener("change", fill);
  if (perspective.value) fill();
});
