// What every page shares: spoken messages, the toast, menus that close, and answers that went wrong.
// Others call framtid.say(text) and framtid.toast(text, {label, act}).
(() => {
  const UNDO_SECONDS = 10
  const $ = id => document.getElementById(id)
  let timer

  function say(text) {
    $("live").textContent = ""
    requestAnimationFrame(() => { $("live").textContent = text })
  }

  function toast(text, action) {
    const box = $("toast")
    box.replaceChildren(Object.assign(document.createElement("span"), {textContent: text}))
    if (action?.href) box.append(Object.assign(document.createElement("a"), {href: action.href, target: "_blank", textContent: action.label}))
    else if (action) {
      const button = Object.assign(document.createElement("button"), {type: "button", textContent: action.label})
      button.addEventListener("click", () => { box.hidden = true; action.act() })
      box.append(button)
    }
    box.hidden = false
    clearTimeout(timer)
    if (!action?.href) timer = setTimeout(() => { if (!box.contains(document.activeElement)) box.hidden = true }, UNDO_SECONDS * 1000)
  }

  // The server may answer with HX-Trigger: {"toast": {"text": …, "undo": "/address"}} or {"say": "…"}.
  document.addEventListener("toast", event => {
    const {text, undo, label = "Angre"} = event.detail
    toast(text, undo && {label, act: () => htmx.ajax("POST", undo, {source: document.body, swap: "none"})})
    say(text)
  })
  document.addEventListener("say", event => say(event.detail.value ?? event.detail))

  document.addEventListener("click", event => {
    for (const menu of document.querySelectorAll("details[data-menu][open]"))
      if (!menu.contains(event.target)) menu.open = false
  })
  document.addEventListener("keydown", event => {
    const menu = event.key === "Escape" && event.target.closest?.("details[data-menu][open]")
    if (menu) { menu.open = false; menu.querySelector("summary").focus() }
  })

  // A summary of errors is what one must read first.
  document.querySelector("[data-focus]")?.focus()

  // Signed out meanwhile: htmx would put the sign-in page into the field. Keep the text and say so instead.
  document.addEventListener("htmx:beforeSwap", event => {
    const address = document.querySelector("meta[name=sign-in]")?.content
    if (!address || new URL(event.detail.xhr.responseURL || location.href).pathname !== address) return
    event.detail.shouldSwap = false
    document.dispatchEvent(new CustomEvent("framtid:signed-out", {detail: event.detail}))
    toast("Du er logget ut. Teksten din står her ennå.", {label: "Logg inn i nytt vindu", href: address})
  })
  document.addEventListener("htmx:responseError", event => {
    if (!event.target.closest?.("[data-autosave]")) toast("Beklager, det gikk ikke. Prøv igjen om litt.")
  })

  window.framtid = {say, toast}
})()
