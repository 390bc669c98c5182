// Keeps what is typed in a form of the admin in this browser (localStorage) until it is stored or
// thrown away, offers to put it back, and warns before the page is left. Without this script the
// forms work as they are.
const INTERVAL = 2000;
const LONGEST = 30 * 24 * 60 * 60 * 1000;
const PREFIX = "draft:";
const moment = new Intl.DateTimeFormat("nl", { dateStyle: "long", timeStyle: "short" });

// Return [key, draft] of the drafts of a user, the newest first; of everybody without a user.
const drafts = (user = "") =>
  Object.entries(localStorage)
    .filter(([key]) => key.startsWith(`${PREFIX}${user}`))
    .map(([key, text]) => [key, JSON.parse(text)])
    .sort(([, one], [, other]) => other.at - one.at);

const remove = (isGone) => {
  for (const [key, draft] of drafts()) if (isGone(key, draft)) localStorage.removeItem(key);
};

// What a browser posts, without the token against forgery, and without the empty row that Django's
// script copies. Of a file only its name, so that the form can ask for it again.
const typed = (form) =>
  [...new FormData(form)]
    .filter(([name]) => !/^(csrfmiddlewaretoken|typed_by|draft)$|-__prefix__-/.test(name))
    .map(([name, value]) => (value instanceof File ? ["_file", value.name] : [name, value]))
    .filter(([name, value]) => name !== "_file" || value);

// A copy of a form with the values of its HTML: what somebody types before this script has loaded is
// a change too.
const initial = (form) => {
  const copy = form.cloneNode(true);
  // In a copy outside the page, a field of another form counts as one of this form.
  for (const each of copy.querySelectorAll("[form]")) each.remove();
  copy.reset();
  return copy;
};

// The address of the form, without the input that the server kept for it.
const ownAddress = () => {
  const here = new URL(location.href);
  here.searchParams.delete("invoer");
  return here.pathname + here.search;
};

const hidden = (name, value) => {
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name, value });
  return input;
};

// Keep the one-time token of a new record in the history of the browser: after Back, the same form
// does not make a second record.
const keepToken = (input) => {
  if (!input) return;
  input.value = history.state?.token ?? input.value;
  history.replaceState({ ...history.state, token: input.value }, "");
};

// Post a draft to its form, which shows it again and stores nothing.
const restore = (key, draft, form) => {
  const again = document.createElement("form");
  Object.assign(again, { method: "post", action: draft.address, hidden: true });
  const token = form.elements.csrfmiddlewaretoken.value;
  const own = { csrfmiddlewaretoken: token, draft: key.split(":").pop(), _restore: "1" };
  for (const pair of [...draft.entries, ...Object.entries(own)]) again.append(hidden(...pair));
  document.body.append(again);
  again.submit();
};

const offer = (keeper, key, draft, form, leave) => {
  const box = keeper.querySelector("template").content.firstElementChild.cloneNode(true);
  box.querySelector("[data-when]").textContent = moment.format(draft.at);
  box.querySelector("[data-restore]").addEventListener("click", () => {
    leave();
    restore(key, draft, form);
  });
  box.querySelector("[data-drop]").addEventListener("click", () => {
    localStorage.removeItem(key);
    box.remove();
  });
  keeper.append(box);
};

// A form with data-keep="warn" only warns: the server cannot show its input again.
const keep = (keeper) => {
  const isStored = keeper.dataset.keep !== "warn";
  const form = keeper.closest("form");
  const { user, draft = "" } = keeper.dataset;
  const address = ownAddress();
  const id = draft || Date.now().toString(36) + Math.random().toString(36).slice(2);
  const key = `${PREFIX}${user}:${id}`;
  const heading = document.querySelector("h1").textContent.trim();
  const state = () => JSON.stringify(typed(form));
  // A form that comes back with its input, as after a mistake, differs from what is stored.
  const opened = keeper.hasAttribute("data-unsaved") ? null : JSON.stringify(typed(initial(form)));
  let last = opened ?? state();
  let leaving = false;

  const store = () => {
    last = state();
    if (!isStored) return;
    if (last === opened) return localStorage.removeItem(key);
    const name = form.querySelector("[name=title], [name=subject], [name=name]")?.value;
    const title = [heading, name].filter(Boolean).join(": ");
    const entry = { address, title, at: Date.now(), entries: typed(form) };
    try {
      localStorage.setItem(key, JSON.stringify(entry));
    } catch {
      // The storage of this browser is full; the warning before leaving remains.
    }
  };
  const check = () => {
    if (state() === last) return;
    store();
    document.dispatchEvent(new Event("draft:typed"));
  };
  const leave = () => {
    leaving = true;
  };

  keepToken(form.elements.form_token);
  if (isStored) form.append(hidden("draft", id));
  setInterval(check, INTERVAL);
  window.addEventListener("pagehide", check);
  window.addEventListener("pageshow", () => (leaving = false));
  window.addEventListener("beforeunload", (event) => {
    check();
    if (!leaving && state() !== opened) event.preventDefault();
  });
  form.addEventListener("submit", () => {
    store();
    leave();
  });
  for (const later of form.querySelectorAll("[data-later]")) {
    later.hidden = false;
    later.querySelector("button").addEventListener("click", () => {
      store();
      leave();
      location.assign(later.dataset.later);
    });
  }
  for (const [other, found] of drafts(`${user}:`)) {
    if (found.address === address && other !== key) offer(keeper, other, found, form, leave);
  }
};

// The drafts of a user on the first screen.
const list = (section) => {
  for (const [key, draft] of drafts(`${section.dataset.drafts}:`)) {
    const item = section.querySelector("template").content.firstElementChild.cloneNode(true);
    const link = item.querySelector("a");
    Object.assign(link, { href: draft.address, textContent: draft.title });
    item.querySelector("[data-when]").textContent = moment.format(draft.at);
    section.querySelector("ul").append(item);
    section.hidden = false;
  }
};

// The message that something was stored names its draft.
for (const message of document.querySelectorAll("[class*='stored-']")) {
  const [, id] = message.className.match(/stored-(\w+)/);
  remove((key) => key.endsWith(`:${id}`));
}
remove((key, draft) => Date.now() - draft.at > LONGEST);
// Signing out leaves nothing behind in this browser.
for (const form of document.querySelectorAll("form[action$='/uitloggen/']")) {
  form.addEventListener("submit", () => remove(() => true));
}
window.addEventListener("load", () => {
  document.querySelectorAll("[data-keep]").forEach(keep);
  document.querySelectorAll("[data-drafts]").forEach(list);
});
