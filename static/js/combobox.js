// The combobox of WAI-ARIA: an input with a list of results from the server.
// Parameters: the input; the address of the search, which takes ?q=; a function that is called with
// the chosen result, {value, text}; and whether the first result is marked, so that Enter and Tab
// choose it.
const combobox = (input, address, choose, marksFirst = false) => {
  const list = document.createElement("ul");
  let results = [];
  let marked = -1;
  let timer;

  const mark = (number) => {
    marked = number;
    [...list.children].forEach((each, index) => each.setAttribute("aria-selected", index === marked));
    const option = list.children[marked];
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  };
  const show = (found) => {
    results = found;
    list.replaceChildren(...found.map(({ text }, index) => {
      const option = document.createElement("li");
      option.id = `${list.id}_${index}`;
      option.setAttribute("role", "option");
      option.textContent = text;
      return option;
    }));
    list.hidden = !found.length;
    input.setAttribute("aria-expanded", !list.hidden);
    mark(marksFirst && input.value ? 0 : -1);
  };
  const close = () => {
    clearTimeout(timer);
    show([]);
  };
  const search = async () => {
    const words = input.value;
    const url = new URL(address, location.href);
    url.searchParams.set("q", words);
    const answer = await fetch(url);
    const isCurrent = answer.ok && words === input.value && input === document.activeElement;
    if (isCurrent) show((await answer.json()).results);
  };
  const pick = (number) => {
    const result = results[number];
    close();
    if (result) choose(result);
  };
  const step = (by) => {
    if (list.hidden) search();
    else mark((marked + by + results.length) % results.length);
  };
  const keys = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(marked < 0 ? 0 : -1),
    Escape: close,
    Enter: () => pick(marked),
  };

  list.id = `${input.id}_list`;
  list.className = "combobox__list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent ?? input.getAttribute("aria-label"));
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.autocomplete = "off";
  input.after(list);
  close();
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, 150);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Tab" && marked >= 0) pick(marked);
    const isOwn = event.key.startsWith("Arrow") || !list.hidden;
    if (!isOwn || !(event.key in keys) || (event.key === "Enter" && marked < 0)) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    pick([...list.children].indexOf(event.target));
  });
  input.addEventListener("blur", close);
};
