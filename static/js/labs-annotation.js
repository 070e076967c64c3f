// How many labels are still to be chosen, beside the button that sends them.
(() => {
  const form = document.querySelector("[data-labels]");
  if (!form) return;
  const toGo = form.querySelector("[data-to-go]");
  const choices = [...form.querySelectorAll("input[type=radio]")];
  const fields = new Set(choices.map((one) => one.name)).size;

  const tell = () => {
    const left = fields - choices.filter((one) => one.checked).length;
    toGo.textContent = left ? `${left} to go.` : "Every line has its labels.";
    toGo.hidden = false;
  };

  form.addEventListener("change", tell);
  tell();
})();
