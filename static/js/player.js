// The keyboard in the player: next and back, options by number, Enter to send, "?" for the list. All can be switched off.
(() => {
  const KEY = "greenroom-keys";
  const MOVED = "greenroom-moved";
  const dialog = document.getElementById("keys");
  const opener = document.querySelector("[data-keys-open]");
  const toggle = document.querySelector("[data-keys-switch]");
  let on = true;

  const remembered = () => {
    try {
      return localStorage.getItem(KEY) !== "off";
    } catch {
      return true;
    }
  };

  const remember = () => {
    try {
      localStorage.setItem(KEY, on ? "on" : "off");
    } catch {
      return;
    }
  };

  on = remembered();
  if (toggle) {
    toggle.checked = on;
    toggle.addEventListener("change", () => {
      on = toggle.checked;
      remember();
    });
  }
  if (opener) {
    opener.hidden = false;
    opener.addEventListener("click", () => dialog.showModal());
  }

  const offline = () => {
    const line = document.querySelector("[data-connection]");
    line.textContent = "No connection. The next step cannot be loaded yet; what you answered is kept on this device.";
    line.hidden = false;
  };

  // A step is a page of its own. Whoever came by Next or Back goes on at its heading, not at the top of the page again.
  const arrive = () => {
    const heading = document.querySelector(".player h1");
    try {
      if (!heading || sessionStorage.getItem(MOVED) === null) return;
      sessionStorage.removeItem(MOVED);
    } catch {
      return;
    }
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  };
  arrive();

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-next], [data-back]")) return;
    if (!navigator.onLine) {
      event.preventDefault();
      offline();
    } else if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      try {
        sessionStorage.setItem(MOVED, "1");
      } catch {
        return;
      }
    }
  });

  const press = (selector) => document.querySelector(selector)?.click();

  const choose = (number) => {
    const input = document.querySelectorAll("[data-question] input[name=options]")[number - 1];
    if (!input || input.matches(":disabled")) return;
    input.click();
    input.focus();
  };

  const submit = () => {
    const form = document.querySelector("[data-question]:not([data-closed])");
    if (form?.querySelector("[name=options]:checked")) form.requestSubmit(form.querySelector("[type=submit]"));
  };

  const typing = (target) => target.closest("textarea, select, input:not([type=radio], [type=checkbox]), [contenteditable]");
  const acts = (target) => target.closest("a, button, summary, input");
  const chooses = (target) => target.closest("input, video, audio");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const { target, key } = event;
    if (typing(target) || document.querySelector("dialog[open]")) return;
    if (key === "?" && dialog) return dialog.showModal();
    if (!on) return;
    if (key === "j" || (key === "ArrowRight" && !chooses(target))) press("[data-next]");
    else if (key === "k" || (key === "ArrowLeft" && !chooses(target))) press("[data-back]");
    else if (/^[1-9]$/.test(key)) choose(Number(key));
    else if (key === "Enter" && !acts(target)) submit();
  });
})();
