// A button that copies what stands in a field. Without it the field can be marked and copied by hand.
(() => {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    const status = document.getElementById(button.dataset.status);
    button.hidden = false;
    button.addEventListener("click", async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
        status.textContent = "Copied.";
      } catch {
        status.textContent = "Your browser does not let us copy. It is marked: press Ctrl+C, or ⌘C.";
      }
    });
  }
})();
