
"use strict";
(() => {
  const root = document.documentElement;
  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const reader = find(".reader");
  const form = find("#filter");
  const count = find("#count");
  const clear = find("#clear");
  const findings = all(".f");
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

  // the article beside the findings: the browser jumps, this adds what it leaves undone
  const named = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    return name ? document.getElementById(name) : null;
  };
  const open = () => {
    const target = named();
    all(".on").forEach((mark) => mark.classList.remove("on"));
    if (!target || !reader.contains(target)) return;
    reader.classList.remove("shut");
    if (target.localName !== "mark") {
      reader.scrollTop = 0;
      return;
    }
    const article = target.closest(".a");
    [target, ...all(`[data-m="${target.id}"]`, article)].forEach((mark) => mark.classList.add("on"));
    const box = target.getBoundingClientRect();
    const view = reader.getBoundingClientRect();
    reader.scrollTop += box.top - view.top - view.height / 3;
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
  };
  const shut = () => {
    if (reader.classList.contains("shut") || !named() || !reader.contains(named())) return false;
    reader.classList.add("shut");
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
  const apply = () => {
    const want = wanted();
    let shown = 0;
    for (const finding of findings) {
      const fit = fits(finding, want);
      if (finding.hidden === fit) finding.hidden = !fit;
      if (fit) shown += 1;
    }
    const values = { shown: shown.toLocaleString(root.lang), all: findings.length.toLocaleString(root.lang) };
    const between = cell ? ` · ${fill(count.dataset.pair, names(cell))}` : "";
    count.textContent = fill(count.dataset.text, values) + between;
    clear.hidden = shown === findings.length && !cell;
    find("#none").hidden = shown > 0 || !findings.length;
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
  form.addEventListener("reset", () => {
    choose(null);
    setTimeout(apply);
  });
  apply();

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
      if (opener) opener.removeAttribute("aria-current");
      if (!reader.contains(link)) {
        opener = link;
        opener.setAttribute("aria-current", "true");
      }
      if (link.hash === location.hash) open();
    } else if (mark) {
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
