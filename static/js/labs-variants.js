// How many variants are ticked is told as it changes; the server counts for itself.
(() => {
  const form = document.querySelector("[data-most]");
  const told = form?.querySelector("[data-count]");
  if (!told) return;
  const most = Number(form.dataset.most);
  const tell = () => {
    const kept = form.querySelectorAll("input[name=keep]:checked").length;
    const over = kept - most;
    const said = `${kept} of at most ${most} kept.${over > 0 ? ` Take ${over} off.` : ""}`;
    // The same words again would be read out again.
    if (told.textContent !== said) told.textContent = said;
    told.classList.toggle("variants-over", over > 0);
  };
  form.addEventListener("change", tell);
  tell();
})();
