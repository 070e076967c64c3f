// Answers are written down on the device before they are sent, and struck off only when the server says they are stored.
// So a lost connection or an expired session loses nothing, and sending twice is harmless: each carries a key of its own.
(() => {
  const KEY = "greenroom-answers";
  const PERSON = document.body.dataset.person;
  const RETRY_MS = 15000;
  const CLOSED_MS = 30 * 24 * 3600 * 1000; // a module closed for a month is not coming back
  const KEPT = "Your answer is kept on this device";
  let sending = false;
  let again = false; // an answer was written down while others were on their way
  let memory = []; // where storage is switched off, answers live as long as the page

  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(KEY)) || [];
    } catch {
      return memory;
    }
  };

  const write = (entries) => {
    memory = entries;
    try {
      localStorage.setItem(KEY, JSON.stringify(entries));
    } catch {
      return;
    }
  };

  const mine = () => read().filter((entry) => entry.person === PERSON);
  const strike = (key) => write(read().filter((entry) => entry.key !== key));

  const newKey = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };

  const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";
  const cookieToken = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];

  const say = (text, link) => {
    const line = document.querySelector("[data-connection]");
    if (!line) return;
    line.replaceChildren(text);
    if (link) {
      const anchor = Object.assign(document.createElement("a"), { href: link.href, textContent: link.text });
      line.append(" ", anchor);
    }
    line.hidden = !text;
  };

  const formOf = (block) => document.querySelector(`[data-question="${CSS.escape(block)}"]`);
  const blockOf = (entry) => entry.fields.find(([name]) => name === "block")[1];

  const fill = (form, entry) => {
    for (const field of form.querySelectorAll("fieldset input, fieldset select")) {
      const values = entry.fields.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.matches("[type=radio], [type=checkbox]")) field.checked = values.includes(field.value);
      else if (field.matches("select")) field.value = [...field.options].find((one) => values.includes(one.value))?.value ?? "";
      else field.value = values[0] ?? "";
    }
  };

  const wait = (entry, waiting) => {
    const form = formOf(blockOf(entry));
    if (!form || "closed" in form.dataset) return;
    if (waiting) fill(form, entry);
    form.querySelector("fieldset").disabled = waiting;
    for (const button of form.querySelectorAll("button")) button.disabled = waiting;
  };

  // Feedback stands inside the options and below them; a screen reader hears it from here, after the summary that takes the focus.
  const tell = (region, summaryIsRead) => {
    const words = (element) => element.textContent.replace(/\s+/g, " ").trim();
    const whole = [...region.querySelectorAll("[data-said]")].map(words);
    const feedback = [...region.querySelectorAll("[data-of]")].map((said) => `${said.dataset.of}: ${words(said)}`);
    const summary = summaryIsRead ? [] : [region.querySelector("[data-summary]")?.textContent];
    document.querySelector("[data-heard]").textContent = [...summary, ...whole, ...feedback].join(" ");
  };

  const put = (block, html) => {
    const form = formOf(block);
    const region = form?.closest("#step");
    if (!region) return;
    const hadFocus = region.contains(document.activeElement) || document.activeElement === document.body;
    region.innerHTML = html;
    const summary = region.querySelector("[data-summary]");
    if (hadFocus && summary) summary.focus();
    tell(region, hadFocus && summary);
    document.dispatchEvent(new CustomEvent("greenroom:answered"));
  };

  const refuse = (entry, message) => {
    wait(entry, false);
    const line = formOf(blockOf(entry))?.querySelector("[data-problem]");
    if (line) line.textContent = message;
    else say(message);
  };

  const post = (entry) => {
    const body = new FormData();
    for (const [name, value] of entry.fields) body.append(name, value);
    const headers = {
      Accept: "application/json",
      "X-CSRFToken": cookieToken() || token(),
      "X-Greenroom-Person": entry.person,
    };
    return fetch(entry.url, { method: "POST", body, headers, credentials: "same-origin", redirect: "error" });
  };

  // Returns whether to go on with the next answer.
  const send = async (entry) => {
    const response = await post(entry);
    if (response.status === 401) {
      const told = await response.json();
      const href = `${told.login}?next=${encodeURIComponent(location.pathname)}`;
      say(`You are signed out. ${KEPT}.`, { href, text: "Sign in and send it" });
      return false;
    }
    if (response.status === 403 || response.status === 429 || response.status >= 500) {
      say(`The server did not take the answer just now. ${KEPT} and is sent again in a moment.`);
      return response.status >= 500; // one that the server stumbles over holds up no other
    }
    if (response.status === 404) {
      say(`This module is not open just now. ${KEPT} and is sent when it is open again.`);
      if (Date.now() - (entry.written || 0) > CLOSED_MS) strike(entry.key);
      return true;
    }
    const told = await response.json().catch(() => ({}));
    if (told.error === "other_person") {
      say(told.message);
      return false;
    }
    strike(entry.key);
    say("");
    if (response.ok) put(told.block, told.html);
    else refuse(entry, told.message || "That question is no longer open to you. Reload the page.");
    return true;
  };

  const flush = async () => {
    again = sending;
    if (sending || !PERSON) return;
    sending = true;
    try {
      for (const entry of mine()) {
        if (!(await send(entry))) break;
      }
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // fetch reports a lost connection as a TypeError
      say(`No connection. ${KEPT} and is sent as soon as you are back.`);
    } finally {
      sending = false;
    }
    if (again) flush();
  };

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-question]");
    if (!form) return;
    event.preventDefault();
    const fields = [...new FormData(form, event.submitter)].filter(
      ([name]) => name !== "csrfmiddlewaretoken" && name !== "client_key",
    );
    const asked = fields.some(([name]) => name === "show");
    const given = fields.filter(([name, value]) => ["options", "text"].includes(name) && value.trim());
    if (!asked && given.length < Math.max(1, form.querySelectorAll("select[name=options]").length)) {
      form.querySelector("[data-problem]").textContent = form.dataset.unanswered;
      return;
    }
    form.querySelector("[data-problem]").textContent = "";
    const key = newKey();
    const entry = { key, person: PERSON, url: form.getAttribute("action"), written: Date.now(), fields: [...fields, ["client_key", key]] };
    write([...read(), entry]);
    wait(entry, true);
    flush();
  });

  const resend = () => {
    if (mine().length) flush();
  };

  addEventListener("online", resend);
  addEventListener("focus", resend);
  addEventListener("pageshow", resend);
  addEventListener("offline", () => say("No connection. You can go on reading this step; answers are kept on this device."));
  addEventListener("online", () => {
    if (!mine().length) say("");
  });
  setInterval(resend, RETRY_MS);
  for (const entry of mine()) wait(entry, true);
})();
