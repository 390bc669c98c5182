// Renews the session while somebody types in a form of the admin, says when it is about to end, and
// lets the user sign in again in another window, after which the form goes on. Without this script
// the server keeps what is posted without a session until the user signs in.
const MINUTE = 60_000;
// How often typing renews the session, at most, and how long before the end the page says so.
const RENEW = 3 * MINUTE;
const WARN = 5 * MINUTE;
// The end of the session in milliseconds; a renewal in one window counts in all.
const ENDS = "session-ends";
const time = new Intl.DateTimeFormat("nl", { timeStyle: "short" });

const watch = (place) => {
  const form = place.closest("form");
  const dialog = form.querySelector("[data-ended]");
  const ending = form.querySelector("[data-ending]");
  let asked = 0;
  let isLast = false;
  let isSending = false;

  const ended = (isOther) => {
    dialog.querySelector("[data-other]").hidden = !isOther;
    if (!dialog.open) dialog.showModal();
    return false;
  };

  // Ask the server for the session, which renews it; return whether it is that of this form.
  const renew = async () => {
    asked = Date.now();
    let answer;
    try {
      answer = await fetch(place.dataset.address, { cache: "no-store" });
    } catch {
      return true; // No connection: the browser says so when the form is sent.
    }
    if (answer.status === 401) return ended(false);
    if (!answer.ok) return true;
    const { user, idle, longest, csrf } = await answer.json();
    if (user !== place.dataset.session) return ended(true);
    localStorage.setItem(ENDS, asked + Math.min(idle, longest) * 1000);
    isLast = longest <= idle;
    for (const input of document.getElementsByName("csrfmiddlewaretoken")) input.value = csrf;
    if (dialog.open) dialog.close();
    return true;
  };

  const warn = (ends) => {
    if (place.childElementCount) return;
    const note = ending.content.firstElementChild.cloneNode(true);
    note.querySelector("[data-when]").textContent = time.format(ends);
    note.querySelector("[data-more]").hidden = isLast;
    note.querySelector("[data-last]").hidden = !isLast;
    note.querySelector("[data-stay]").addEventListener("click", renew);
    place.append(note);
  };

  const tick = () => {
    const ends = Number(localStorage.getItem(ENDS));
    const left = ends - Date.now();
    if (left < WARN && left > 0) warn(ends);
    else place.replaceChildren();
    if (left <= 0 && !dialog.open && asked < ends) renew();
  };

  document.addEventListener("draft:typed", () => {
    if (Date.now() - asked > RENEW && !isLast) renew();
  });
  new BroadcastChannel("session").addEventListener("message", renew);
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  window.addEventListener("pageshow", () => (isSending = false));
  // A form that was open for a while is sent only when its session goes on.
  const guard = async (event) => {
    if (event.target !== form || isSending || Date.now() - asked < MINUTE) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    isSending = await renew();
    if (isSending) form.requestSubmit(event.submitter);
  };
  document.addEventListener("submit", guard, { capture: true });
  renew();
  setInterval(tick, 1000);
};

document.querySelectorAll("[data-session]").forEach(watch);
