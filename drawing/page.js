// Search, sort and details for the page. It draws from the embedded data with textContent only: no name becomes markup.
(() => {
  "use strict";
  /** A phone shows cards, which are longer than rows. */
  const PAGE_ROWS = window.matchMedia("(max-width: 48rem)").matches ? 3 : 10;
  const matrices = JSON.parse(document.getElementById("data").textContent);

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key in made && typeof value !== "string") made[key] = value;
      else made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  }

  /** One row an item, with the text that a search looks in. */
  function rowsOf({ groups }) {
    const rows = groups.flatMap(({ items, cells }) =>
      items.map(([id, ...names]) => ({ id, names, cells, text: [id, ...names].join(" ").toLowerCase() })),
    );
    return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** A labelled choice of one option, of which the first means all of them. */
  function choice(every, options) {
    const made = element("select", {}, element("option", { value: "" }, every));
    for (const [value, text] of options) made.append(element("option", { value }, text));
    return made;
  }

  function explore(host, matrix) {
    const { label, noun, columns, columnNoun, states, reasons, facets } = matrix;
    const all = rowsOf(matrix);
    const none = { words: [], state: "", column: -1, facet: -1 };
    const view = { ...none, sort: -1, descending: false, shown: PAGE_ROWS };
    const search = element("input", { type: "search", autocomplete: "off", spellcheck: "false" });
    const numbered = (names) => names.map((name, index) => [String(index), name]);
    const columnOf = choice(`every ${columnNoun}`, numbered(columns));
    const facetOf = facets && choice(`any ${facets.noun}`, numbered(facets.names));
    const stateOf = choice("any state", []);
    const count = element("p", { class: "count", role: "status" });
    const detail = element("div", { class: "detail", role: "status" });
    const head = element("thead", { role: "rowgroup" });
    const body = element("tbody", { role: "rowgroup" });
    const more = element("button", { type: "button" }, `Show more ${noun}s`);
    const table = element(
      "table",
      { class: "matrix", role: "table" },
      element("caption", {}, `${label}, one by one`),
      head,
      body,
    );

    /** What a cell says: its own state, or that of the chosen plan. */
    function said([state], column, facet = view.facet) {
      if (facet >= 0) return facets.answers[facets.cells[state][column][facet]];
      return states[state] ?? { label: state, tone: "quiet" };
    }

    function shownColumns() {
      return view.column >= 0 ? [view.column] : columns.map((_, index) => index);
    }

    function matching() {
      const shown = shownColumns();
      const found = all.filter(
        ({ text, cells }) =>
          view.words.every((word) => text.includes(word)) &&
          (view.state === "" || shown.some((column) => said(cells[column], column).label === view.state)),
      );
      if (view.sort === -1 && !view.descending) return found;
      const key = (row) => (view.sort === -1 ? row.id : said(row.cells[view.sort], view.sort).label);
      const keyed = found.map((row) => [key(row), row]);
      keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
      if (view.descending) keyed.reverse();
      return keyed.map(([, row]) => row);
    }

    /** The answer in one line: how many cells say what. */
    function tally(found) {
      if (view.column < 0 && view.facet < 0) return "";
      const counts = new Map();
      for (const { cells } of found)
        for (const column of shownColumns()) {
          const name = said(cells[column], column).label;
          counts.set(name, (counts.get(name) ?? 0) + 1);
        }
      const about = [
        facets?.names[view.facet],
        view.column < 0 ? `in every ${columnNoun}` : `in ${columns[view.column]}`,
      ];
      const texts = [...counts].sort(([, a], [, b]) => b - a).map(([name, number]) => `${name} ${number}`);
      return `. ${about.filter(Boolean).join(" ")}: ${texts.join(", ")}`;
    }

    function draw() {
      const found = matching();
      const rows = found.slice(0, view.shown).map((row, index) => drawRow(row, index === 0));
      body.replaceChildren(...rows);
      count.textContent = `${found.length} of ${all.length} ${noun}s match, ${rows.length} are shown${tally(found)}`;
      more.hidden = found.length <= view.shown;
    }

    function drawHead() {
      const heads = [-1, ...shownColumns()].map((column) => {
        const button = element("button", { type: "button" }, column < 0 ? noun : columns[column]);
        button.addEventListener("click", () => sortBy(column));
        const made = element("th", { scope: "col", role: "columnheader" }, element("span", {}, button));
        if (column === view.sort)
          made.setAttribute("aria-sort", view.descending ? "descending" : "ascending");
        return made;
      });
      head.replaceChildren(element("tr", { role: "row" }, ...heads));
    }

    function drawRow({ id: itemId, names, cells }, isFirst) {
      const name = element("th", { scope: "row", role: "rowheader" }, element("b", {}, itemId));
      name.append(` ${names.join(" ")}`);
      const row = element("tr", { role: "row" }, name);
      shownColumns().forEach((column, index) => {
        const { label, tone } = said(cells[column], column);
        const link = element("a", { href: `#${itemId}/${columns[column]}` }, ...breakable(label));
        // One stop for the Tab key; the arrow keys go on from there.
        link.tabIndex = isFirst && index === 0 ? 0 : -1;
        row.append(element("td", { role: "cell", class: tone, "data-label": columns[column] }, link));
      });
      return row;
    }

    function sortBy(column) {
      view.descending = view.sort === column && !view.descending;
      view.sort = column;
      drawHead();
      draw();
      head.querySelectorAll("button")[[-1, ...shownColumns()].indexOf(column)].focus();
    }

    /** Only the states that occur can be chosen. */
    function offerStates() {
      const labels = new Set();
      const kinds = new Set();
      for (const { cells } of all)
        for (const column of shownColumns()) {
          const kind = `${cells[column][0]} ${column}`;
          if (kinds.has(kind)) continue;
          kinds.add(kind);
          labels.add(said(cells[column], column).label);
        }
      if (!labels.has(view.state)) view.state = "";
      stateOf.replaceChildren(element("option", { value: "" }, "any state"));
      for (const name of labels) stateOf.append(element("option", { value: name }, name));
      stateOf.value = view.state;
    }

    /** Takes over what a reader chose. Columns and states follow from it. */
    function choose(changed) {
      Object.assign(view, { shown: PAGE_ROWS }, changed);
      if (view.column >= 0 && view.sort !== view.column) view.sort = -1;
      search.value = changed.text ?? search.value;
      columnOf.value = view.column < 0 ? "" : String(view.column);
      offerStates();
      drawHead();
      draw();
    }

    function show(itemId, columnName) {
      const row = all.find((candidate) => candidate.id === itemId);
      const column = columns.indexOf(columnName);
      if (!row || column < 0) return false;
      const kept = view.column === column ? column : -1;
      choose({ text: itemId, words: [itemId.toLowerCase()], state: "", column: kept });
      const drawn = [...body.rows].find((candidate) => candidate.querySelector("b").textContent === itemId);
      const cell = drawn.cells[shownColumns().indexOf(column) + 1];
      cell.classList.add("chosen");
      const [state, reason] = row.cells[column];
      detail.replaceChildren(
        element("b", {}, `${itemId} in ${columnName}: ${states[state]?.label ?? state}`),
        element("br"),
        [...row.names, reasons[reason]].filter((text) => text !== "").join(" · "),
        ...answersOf(row.cells[column], column),
      );
      // Scrolls, and tells a screen reader where it is.
      cell.querySelector("a").focus();
      host.scrollIntoView({ block: "nearest" });
      return true;
    }

    /** Each plan in one account and region. */
    function answersOf(cell, column) {
      if (!facets) return [];
      const items = facets.names.map((name, facet) => {
        const { label, tone } = said(cell, column, facet);
        return element("li", {}, `${name} `, element("span", { class: `badge ${tone}` }, label));
      });
      return [element("ul", { class: "answers" }, ...items)];
    }

    search.addEventListener("input", () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      Object.assign(view, { words, shown: PAGE_ROWS });
      draw();
    });
    const number = ({ value }) => (value === "" ? -1 : Number(value));
    columnOf.addEventListener("change", () => choose({ column: number(columnOf) }));
    facetOf?.addEventListener("change", () => choose({ facet: number(facetOf) }));
    stateOf.addEventListener("change", () => choose({ state: stateOf.value }));
    more.addEventListener("click", () => {
      view.shown += PAGE_ROWS * 4;
      draw();
    });
    body.addEventListener("keydown", moveByArrow);

    host.append(
      element(
        "div",
        { class: "tools" },
        element("label", {}, `Search ${noun}s by id, name, e-mail or unit`, search),
        element("label", {}, `In ${columnNoun}`, columnOf),
        ...(facetOf ? [element("label", {}, `With ${facets.noun}`, facetOf)] : []),
        element("label", {}, `${noun}s with a cell that is`, stateOf),
      ),
      count,
      detail,
      element(
        "div",
        { class: "scroll", role: "region", "aria-label": `${label}, one by one`, tabindex: "0" },
        table,
      ),
      more,
    );
    choose({});
    return show;
  }

  /** A text that may break after an underscore. */
  function breakable(text) {
    return text.split(/(?<=_)/).flatMap((part, index) => (index === 0 ? [part] : [element("wbr"), part]));
  }

  function moveByArrow(event) {
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    const cell = event.target.closest("td");
    if (!step || !cell) return;
    const rows = cell.parentElement.parentElement.rows;
    const next =
      rows[cell.parentElement.sectionRowIndex + step[0]]?.cells[cell.cellIndex + step[1]]?.querySelector("a");
    if (!next) return;
    event.preventDefault();
    event.target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }

  /** Sorts a table that is there already by what its cells say, with the rows that are folded below it. */
  function sortable(table) {
    const bodies = [...(table.closest(".parts") ?? table.parentElement).querySelectorAll("tbody")];
    if (bodies[0] !== table.tBodies[0]) return;
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = element("button", { type: "button" }, head.textContent);
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const descending = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", descending ? "descending" : "ascending");
        const text = (row) => row.cells[column].textContent;
        const rows = bodies.flatMap((body) => [...body.rows]);
        rows.sort((a, b) => text(a).localeCompare(text(b), "en", { numeric: true }));
        if (descending) rows.reverse();
        const first = bodies[0].rows.length;
        bodies[0].replaceChildren(...rows.slice(0, first));
        bodies[1]?.replaceChildren(...rows.slice(first));
      });
    });
  }

  /** Shows entries of one state only, and those that a search finds. */
  function filterable(host) {
    const entries = [...host.querySelectorAll(".entry")];
    const label = host.dataset.label;
    const search = element("input", { type: "search", autocomplete: "off", spellcheck: "false" });
    const stateOf = element("select", {}, element("option", { value: "" }, "any verdict"));
    for (const state of new Set(entries.map(({ dataset }) => dataset.state)))
      stateOf.append(element("option", { value: state }, state));
    const filter = () => {
      const word = search.value.toLowerCase();
      for (const entry of entries)
        entry.hidden =
          (stateOf.value !== "" && entry.dataset.state !== stateOf.value) ||
          !entry.textContent.toLowerCase().includes(word);
    };
    search.addEventListener("input", filter);
    stateOf.addEventListener("change", filter);
    host.before(
      element(
        "div",
        { class: "tools" },
        element("label", {}, `Search ${label}`, search),
        element("label", {}, "With the verdict", stateOf),
      ),
    );
  }

  const explorers = [...document.querySelectorAll(".explorer")].map((host) =>
    explore(
      host,
      matrices.find(({ id }) => id === host.dataset.matrix),
    ),
  );
  document.querySelectorAll("table.plain:not(.timeline *)").forEach(sortable);
  document.querySelectorAll(".entries").forEach(filterable);

  /** A link that somebody cut or typed may not be one that a browser made. */
  function decoded(hash) {
    try {
      return decodeURIComponent(hash);
    } catch {
      return hash;
    }
  }

  /** #<id>/<column> goes to a cell, #<rule> opens the rule. */
  function follow() {
    const target = decoded(location.hash.slice(1));
    const slash = target.lastIndexOf("/");
    if (slash > 0) explorers.some((show) => show(target.slice(0, slash), target.slice(slash + 1)));
    const entry = document.getElementById(target);
    if (entry?.matches("details")) {
      entry.hidden = false;
      for (let around = entry; around; around = around.parentElement.closest("details")) around.open = true;
      entry.scrollIntoView();
      entry.querySelector("summary").focus();
    }
  }
  window.addEventListener("hashchange", follow);
  follow();

  // Paper has no details to open.
  window.addEventListener("beforeprint", () => {
    for (const closed of document.querySelectorAll("details:not([open])")) {
      closed.open = true;
      closed.dataset.opened = "for print";
    }
  });
  window.addEventListener("afterprint", () => {
    for (const opened of document.querySelectorAll("details[data-opened]")) {
      opened.open = false;
      delete opened.dataset.opened;
    }
  });
})();
