// Steps to put in order: a place chosen from the list moves the step there, and so do its two buttons. Without scripts the
// numbers alone say it.
(() => {
  const rows = (list) => [...list.children];
  const select = (row) => row.querySelector("select");

  const number = (list) => rows(list).forEach((row, index) => (select(row).selectedIndex = index));

  // What was answered before, or waits to be sent, stands in its numbers.
  const settle = () => {
    for (const list of document.querySelectorAll("[data-order]")) {
      list.append(...rows(list).sort((one, other) => select(one).selectedIndex - select(other).selectedIndex));
      for (const moves of list.querySelectorAll("[data-moves]")) moves.hidden = false;
    }
  };

  const move = (row, to, control) => {
    const list = row.parentElement;
    const place = Math.min(Math.max(to, 0), rows(list).length - 1);
    const others = rows(list).filter((one) => one !== row);
    list.insertBefore(row, others[place] ?? null);
    number(list);
    control.focus();
    const name = row.querySelector("[data-name]").textContent;
    document.querySelector("[data-heard]").textContent = `${name}: ${place + 1} of ${rows(list).length}`;
  };

  document.addEventListener("change", (event) => {
    const row = event.target.closest("[data-order] > li");
    if (row) move(row, event.target.selectedIndex, event.target);
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-order] [data-move]");
    if (!button) return;
    const row = button.closest("li");
    move(row, rows(row.parentElement).indexOf(row) + Number(button.dataset.move), button);
  });

  document.addEventListener("greenroom:answered", settle);
  settle();
})();
