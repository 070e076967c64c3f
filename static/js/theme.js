// Runs before the first paint, so that a chosen theme never flashes. Without a choice the system's setting holds.
(() => {
  const KEY = "greenroom-theme";
  const root = document.documentElement;
  const systemIsDark = () => matchMedia("(prefers-color-scheme: dark)").matches;
  const shown = () => root.dataset.theme || (systemIsDark() ? "dark" : "light");

  const stored = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // storage may be switched off; the theme then lasts for the page
    }
  };

  const keep = (theme) => {
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      return;
    }
  };

  if (["dark", "light"].includes(stored())) root.dataset.theme = stored();

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      const label = () => button.setAttribute("aria-label", shown() === "dark" ? "Use the light theme" : "Use the dark theme");
      button.hidden = false;
      label();
      button.addEventListener("click", () => {
        root.dataset.theme = shown() === "dark" ? "light" : "dark";
        keep(root.dataset.theme);
        label();
      });
    }
  });
})();
