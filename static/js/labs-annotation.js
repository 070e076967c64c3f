// A phone throws pages away, and this one is never cached: what was chosen so far is kept in this tab, and comes back.
(() => {
  const form = document.querySelector("[data-labels]");
  if (!form) return;
  const place = `labels ${form.dataset.labels}`;
  const toGo = form.querySelector("[data-to-go]");
  const choices = [...form.querySelectorAll("input[type=radio]")];
  const fields = new Set(choices.map((one) => one.name)).size;

  const chosen = () => choices.filter((one) => one.checked);
  const tell = () => {
    const left = fields - chosen().length;
    toGo.textContent = left ? `${left} to go.` : "Every line has its labels.";
    toGo.hidden = false;
  };

  if (!chosen().length) {
    const kept = JSON.parse(sessionStorage.getItem(place) ?? "{}");
    for (const one of choices) one.checked = kept[one.name] === one.value;
  }
  form.addEventListener("change", () => {
    sessionStorage.setItem(place, JSON.stringify(Object.fromEntries(chosen().map((one) => [one.name, one.value]))));
    tell();
  });
  tell();
})();
