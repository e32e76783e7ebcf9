
"use strict";
(() => {
  const root = document.documentElement;
  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const reader = find(".reader");
  const form = find("#filter");
  const count = find("#count");
  const total = Number(count.dataset.all);
  const clear = find("#clear");
  const findings = document.getElementsByClassName("f"); // grows as they are unpacked
  let opener = null;
  let cell = null;
  root.classList.add("js");

  // light and dark: the reader's system decides until the button does; nothing is stored
  const theme = find("#theme");
  theme.hidden = false;
  theme.addEventListener("click", () => {
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });

  // what the page keeps folded stands in <noscript>, as text that costs nothing until it is asked for
  const unpack = (within) => {
    const packed = within && find(":scope > noscript", within);
    if (packed) packed.outerHTML = packed.textContent;
  };
  const article = (name) => {
    const found = /^d\d+/.exec(name);
    return found && document.getElementById(found[0]);
  };
  const unpackAll = () => {
    all(".part > noscript").forEach((batch) => { batch.outerHTML = batch.textContent; });
  };
  // the further findings come in while nothing else is to be done, and at once where they are asked for
  const later = window.requestIdleCallback || ((call) => setTimeout(call, 50));
  const step = () => {
    const batch = find(".part > noscript");
    if (!batch) return;
    batch.outerHTML = batch.textContent;
    later(step);
  };
  addEventListener("load", () => later(step));
  addEventListener("beforeprint", unpackAll);

  // the article beside the findings: the browser jumps, this adds what it leaves undone
  const open = () => {
    const name = location.hash.slice(1);
    const text = article(name);
    all(".open, mark.on").forEach((other) => other.classList.remove("open", "on"));
    if (!text) {
      if (name && !document.getElementById(name)) {
        unpackAll();
        document.getElementById(name)?.scrollIntoView();
      }
      return;
    }
    unpack(text);
    text.classList.add("open");
    reader.classList.add("open");
    const target = document.getElementById(name);
    if (!target || target === text) {
      reader.scrollTop = 0;
      return;
    }
    [target, ...all(`[data-m="${name}"]`, text)].forEach((mark) => mark.classList.add("on"));
    reader.scrollTop += target.getBoundingClientRect().top - reader.getBoundingClientRect().top - reader.clientHeight / 3;
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
  };
  const shut = () => {
    if (!reader.classList.contains("open")) return false;
    all(".open, mark.on").forEach((other) => other.classList.remove("open", "on"));
    if (opener) {
      opener.removeAttribute("aria-current");
      opener.focus({ preventScroll: true });
    }
    return true;
  };
  addEventListener("hashchange", open);

  // filters
  const plain = (text) => text.normalize("NFKC").toLowerCase();
  const texts = new Map();
  const text = (finding) => {
    if (!texts.has(finding)) texts.set(finding, plain(finding.textContent));
    return texts.get(finding);
  };
  const has = (list, word) => ` ${list} `.includes(` ${word} `);
  const fill = (message, values) => message.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  const wanted = () => {
    const data = new FormData(form);
    return {
      words: plain(data.get("q")).split(/\s+/).filter(Boolean),
      source: data.get("d"),
      entity: data.get("e"),
      verdicts: new Set(data.getAll("v")),
      levels: new Set(data.getAll("s")),
    };
  };
  const fits = (finding, want) => {
    const told = finding.dataset;
    return want.verdicts.has(finding.classList[1]) && want.levels.has(told.s)
      && (!want.source || has(told.d, want.source)) && (!want.entity || told.e === want.entity)
      && (!cell || has(told.p, cell.dataset.p)) && want.words.every((word) => text(finding).includes(word));
  };
  const tell = (shown) => {
    const values = { shown: shown.toLocaleString(root.lang), all: total.toLocaleString(root.lang) };
    const between = cell ? ` · ${fill(count.dataset.pair, names(cell))}` : "";
    count.textContent = fill(count.dataset.text, values) + between;
    clear.hidden = shown === total && !cell;
    find("#none").hidden = shown > 0 || !total;
  };
  const apply = () => {
    unpackAll();
    const want = wanted();
    let shown = 0;
    for (const finding of findings) {
      const fit = fits(finding, want);
      if (finding.hidden === fit) finding.hidden = !fit;
      if (fit) shown += 1;
    }
    tell(shown);
  };
  const names = (chosen) => {
    const [left, right] = chosen.dataset.p.split(".").map((number) => form.d.options[Number(number) + 1].text);
    return { left, right };
  };
  const choose = (chosen) => {
    if (cell) cell.removeAttribute("aria-current");
    cell = chosen === cell ? null : chosen;
    if (cell) cell.setAttribute("aria-current", "true");
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", apply);
  form.addEventListener("change", apply);
  form.addEventListener("reset", () => {
    choose(null);
    setTimeout(apply);
  });
  tell(total);

  document.addEventListener("click", (event) => {
    const chosen = event.target.closest(".cell");
    const link = event.target.closest("a[href^='#']");
    const mark = event.target.closest("mark[data-f]");
    if (chosen) {
      event.preventDefault();
      shut();
      choose(chosen);
      apply();
      form.scrollIntoView({ block: "start" });
    } else if (link && link.classList.contains("shut")) {
      event.preventDefault();
      shut();
    } else if (link) {
      unpack(article(link.hash.slice(1)));
      if (opener) opener.removeAttribute("aria-current");
      if (!reader.contains(link)) {
        opener = link;
        opener.setAttribute("aria-current", "true");
      }
      if (link.hash === location.hash) open();
    } else if (mark) {
      unpackAll();
      const finding = document.getElementById(mark.dataset.f);
      if (finding.hidden) form.reset();
      finding.scrollIntoView({ block: "start" });
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && shut()) event.preventDefault();
    if (event.key === "/" && !event.target.closest("input, select")) {
      event.preventDefault();
      form.q.focus();
    }
  });
  open();
})();
