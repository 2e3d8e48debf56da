// What every page shares: spoken messages, the toast, menus that close, and answers that went wrong.
// Others call framtid.say(text) and framtid.toast(text, {label, act}). Words come from the page, never from here.
(() => {
  const SECONDS = 10
  const live = document.getElementById("live"), box = document.getElementById("toast"), words = box.dataset
  let timer, last = document.body, led = false

  const element = (name, properties) => Object.assign(document.createElement(name), properties)

  function say(text) {
    live.textContent = ""
    requestAnimationFrame(() => { live.textContent = text })
  }

  function toast(text, action) {
    box.replaceChildren(element("span", {textContent: text}))
    if (action?.href) box.append(element("a", {href: action.href, target: "_blank", textContent: action.label}))
    else if (action) {
      const button = element("button", {type: "button", textContent: action.label})
      button.setAttribute("aria-keyshortcuts", "F8")
      button.addEventListener("click", () => { close(); action.act() })
      box.append(button)
    }
    if (action) box.append(element("kbd", {textContent: "F8", ariaHidden: "true"}))
    box.hidden = false
    say(text)
    clearTimeout(timer)
    if (!action?.href) timer = setTimeout(leave, SECONDS * 1000)
  }

  // Somebody on the way to the button is given the time it takes.
  function leave() {
    if (box.matches(":hover, :focus-within")) timer = setTimeout(leave, 2000)
    else box.hidden = true
  }

  // By keyboard the message lies at the far end of the page, and is soon gone: F8 leads to its button. Used or left, it
  // gives the focus back to where it came from – where it was last, for what is drawn anew has no focus for a moment.
  document.addEventListener("focusin", event => { if (!box.contains(event.target)) last = event.target })
  function close() {
    const to = led && (last.isConnected ? last : document.getElementById(last.id))
    box.hidden = true
    led = false
    if (to?.matches("[data-tree] [role=treeitem]")) framtid.tree.want(to)
    else if (to) to.focus()
  }
  document.addEventListener("keydown", event => {
    const way = box.hidden ? null : box.querySelector("button, a"), inside = box.contains(document.activeElement)
    if (event.key === "F8" && way && !inside) {
      led = true
      way.focus()
    } else if (event.key === "Escape" && inside) close()
    else return
    event.preventDefault()
  })

  // The server may answer with HX-Trigger: {"toast": {"text": …, "undo": "/address"}} or {"say": "…"}.
  document.addEventListener("toast", ({detail: {text, undo}}) =>
    toast(text, undo && {label: words.undo, act: () => htmx.ajax("POST", undo, {source: document.body, swap: "none"})}))
  document.addEventListener("say", ({detail}) => say(detail.value))

  document.addEventListener("click", event => {
    for (const menu of document.querySelectorAll("details[data-menu][open]"))
      if (!menu.contains(event.target)) menu.open = false
  })
  document.addEventListener("keydown", event => {
    const menu = event.key === "Escape" && event.target.closest?.("details[data-menu][open]")
    if (menu) { menu.open = false; menu.querySelector("summary").focus() }
  })

  // Signed out meanwhile: htmx would put the sign-in page into the field. Keep the text and say so instead.
  document.addEventListener("htmx:beforeSwap", event => {
    const address = document.querySelector("meta[name=sign-in]")?.content
    const answered = event.detail.xhr.responseURL
    if (!answered || new URL(answered).pathname !== address) return
    event.detail.shouldSwap = false
    event.detail.isError = true
    if (!framtid.signIn?.()) toast(words.signedOut, {label: words.signIn, href: address})
  })
  const failed = event => { if (!event.target.closest?.("[data-autosave]")) toast(words.failed) }
  document.addEventListener("htmx:responseError", failed)
  document.addEventListener("htmx:sendError", failed)

  window.framtid = {say, toast}
})()
