// How many variants are ticked is told as it changes; the server counts for itself.
(() => {
  const form = document.querySelector("[data-most]");
  const told = form?.querySelector("[data-count]");
  if (!told) return;
  const most = Number(form.dataset.most);
  const tell = () => {
    const kept = form.querySelectorAll("input[name=keep]:checked").length;
    const over = kept - most;
    told.textContent = `${kept} of at most ${most} kept.${over > 0 ? ` Take ${over} off.` : ""}`;
    told.classList.toggle("variants-over", over > 0);
  };
  form.addEventListener("change", (event) => event.target.name === "keep" && tell());
  tell();
})();
