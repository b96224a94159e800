// Search, sort and details for the page. It draws from the embedded data with textContent only: no name becomes markup.
(() => {
  "use strict";
  const PAGE_ROWS = 30;
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

  function explore(host, matrix) {
    const { label, noun, columns, states, reasons } = matrix;
    const all = rowsOf(matrix);
    const view = { words: [], state: "", sort: -1, descending: false, shown: PAGE_ROWS };
    const search = element("input", { type: "search", autocomplete: "off", spellcheck: "false" });
    const stateOf = element("select", {}, element("option", { value: "" }, "any state"));
    for (const state of new Set(all.flatMap(({ cells }) => cells.map(([name]) => name))))
      stateOf.append(element("option", { value: state }, states[state]?.label ?? state));
    const count = element("p", { class: "count", role: "status" });
    const detail = element("div", { class: "detail", role: "status" });
    const body = element("tbody");
    const more = element("button", { type: "button" }, `Show more ${noun}s`);
    const heads = [noun, ...columns].map((name, index) => {
      const button = element("button", { type: "button" }, name);
      const head = element("th", { scope: "col" }, button);
      button.addEventListener("click", () => sortBy(index - 1));
      return head;
    });
    const table = element(
      "table",
      { class: "matrix" },
      element("caption", {}, `${label}, one by one`),
      element("thead", {}, element("tr", {}, ...heads)),
      body,
    );

    function matching() {
      const found = all.filter(
        ({ text, cells }) =>
          view.words.every((word) => text.includes(word)) &&
          (view.state === "" || cells.some(([state]) => state === view.state)),
      );
      if (view.sort === -1 && !view.descending) return found;
      const key = (row) => (view.sort === -1 ? row.id : (states[row.cells[view.sort][0]]?.label ?? ""));
      const keyed = found.map((row) => [key(row), row]);
      keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
      if (view.descending) keyed.reverse();
      return keyed.map(([, row]) => row);
    }

    function draw() {
      const found = matching();
      const rows = found.slice(0, view.shown).map((row, index) => drawRow(row, index === 0));
      body.replaceChildren(...rows);
      count.textContent = `${found.length} of ${all.length} ${noun}s match, ${rows.length} are shown`;
      more.hidden = found.length <= view.shown;
      heads.forEach((head, index) => {
        if (index - 1 !== view.sort) head.removeAttribute("aria-sort");
        else head.setAttribute("aria-sort", view.descending ? "descending" : "ascending");
      });
    }

    function drawRow({ id: itemId, names, cells }, isFirst) {
      const row = element(
        "tr",
        {},
        element("th", { scope: "row" }, element("b", {}, itemId), ` ${names.join(" ")}`),
      );
      cells.forEach(([state], column) => {
        const { label, tone } = states[state] ?? { label: state, tone: "quiet" };
        const link = element("a", { href: `#${itemId}/${columns[column]}` }, label);
        // One stop for the Tab key; the arrow keys go on from there.
        link.tabIndex = isFirst && column === 0 ? 0 : -1;
        row.append(element("td", { class: tone }, link));
      });
      return row;
    }

    function sortBy(column) {
      view.descending = view.sort === column && !view.descending;
      view.sort = column;
      draw();
    }

    function show(itemId, columnName) {
      const row = all.find((candidate) => candidate.id === itemId);
      const column = columns.indexOf(columnName);
      if (!row || column < 0) return false;
      search.value = itemId;
      Object.assign(view, { words: [itemId.toLowerCase()], state: "", shown: PAGE_ROWS });
      stateOf.value = "";
      draw();
      const drawn = [...body.rows].find((candidate) => candidate.querySelector("b").textContent === itemId);
      const cell = drawn.cells[column + 1];
      cell.classList.add("chosen");
      const [state, reason] = row.cells[column];
      detail.replaceChildren(
        element("b", {}, `${itemId} in ${columnName}: ${states[state]?.label ?? state}`),
        element("br"),
        [...row.names, reasons[reason]].filter((text) => text !== "").join(" · "),
      );
      // Scrolls, and tells a screen reader where it is.
      cell.querySelector("a").focus();
      host.scrollIntoView({ block: "nearest" });
      return true;
    }

    search.addEventListener("input", () => {
      Object.assign(view, {
        words: search.value.toLowerCase().split(/\s+/).filter(Boolean),
        shown: PAGE_ROWS,
      });
      draw();
    });
    stateOf.addEventListener("change", () => {
      Object.assign(view, { state: stateOf.value, shown: PAGE_ROWS });
      draw();
    });
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
    draw();
    return show;
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

  /** Sorts a table that is there already by what its cells say. */
  function sortable(table) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = element("button", { type: "button" }, head.textContent);
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const descending = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", descending ? "descending" : "ascending");
        const body = table.tBodies[0];
        const text = (row) => row.cells[column].textContent;
        const rows = [...body.rows].sort((a, b) => text(a).localeCompare(text(b), "en", { numeric: true }));
        body.replaceChildren(...(descending ? rows.reverse() : rows));
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
      entry.open = true;
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
