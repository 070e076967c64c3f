// Chooses the zone the browser is in, where a person has not chosen yet.
document.addEventListener("DOMContentLoaded", () => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const select of document.querySelectorAll("select[data-guess-time-zone]")) {
    const known = Array.from(select.options).some((option) => option.value === zone);
    if (known && select.value === "UTC") select.value = zone;
  }
});
