// The pages of the draft beside the open element, made anew after each pause in what is saved. Pages that draw what they
// drew before stay as they are, so nothing jumps. On a narrow window the button is a link to the pages' own page.
(() => {
  const PAUSE = 700, AGAIN = 3000, MANY = 12
  const editor = document.querySelector(".editor"), button = document.querySelector("[data-preview]")
  if (!editor || !button) return
  const wide = matchMedia("(min-width: 68.8em) and (min-height: 37.5em)")
  let pane, request, timer, places = {}

  const opened = () => document.querySelector("#workspace [data-code]")?.dataset.code
  const tell = word => { const state = pane.querySelector("[data-state]"); state.textContent = state.dataset[word] ?? "" }

  button.addEventListener("click", event => {
    if (!wide.matches || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    pane ? close() : open()
  })

  function open() {
    pane = document.getElementById("preview-template").content.firstElementChild.cloneNode(true)
    pane.querySelector("[data-close]").addEventListener("click", () => { close(); button.focus() })
    editor.append(pane)
    editor.classList.add("previewing")
    button.setAttribute("aria-expanded", "true")
    refresh()
  }

  function close() {
    clearTimeout(timer)
    request?.abort()
    pane.remove()
    pane = null
    editor.classList.remove("previewing")
    button.setAttribute("aria-expanded", "false")
  }

  async function refresh() {
    request?.abort()
    const own = request = new AbortController()
    tell("making")
    const options = {headers: {"HX-Request": "true"}, signal: own.signal, redirect: "manual"}
    const answer = await fetch(button.href, options).catch(() => null)
    const html = answer && answer.type !== "opaqueredirect" && await answer.text().catch(() => null)
    if (!pane || own.signal.aborted) return
    if (answer?.status === 503) { tell("busy"); soon(AGAIN) }
    else if (html && [200, 422].includes(answer.status)) { tell(""); put(html) }
    else tell("failed")
  }
  function soon(pause) { clearTimeout(timer); timer = setTimeout(() => pane && refresh(), pause) }

  function put(html) {
    const body = pane.querySelector("[data-body]"), shown = body.querySelector("[data-pages]")
    const given = new DOMParser().parseFromString(html, "text/html").body
    const pages = given.querySelector("[data-pages]")
    if (!pages) { body.querySelector("[role=alert]")?.remove(); body.prepend(...given.childNodes); return }
    places = JSON.parse(given.querySelector("#preview-places").textContent)
    const first = !shown
    if (shown) keep(shown, pages)
    body.replaceChildren(...given.childNodes)
    if (first) follow()
  }

  // Pages that draw the same are moved over; the few that are new are shown in the place of the old when they are there.
  function keep(shown, pages) {
    const place = pane.scrollTop, fresh = []
    const old = new Map([...shown.querySelectorAll("figure")].map(figure => [figure.dataset.drawn, figure]))
    for (const page of [...pages.querySelectorAll("figure")]) {
      const same = old.get(page.dataset.drawn)
      if (!same) { fresh.push(page); continue }
      old.delete(page.dataset.drawn)
      same.querySelector("img").alt = page.querySelector("img").alt
      page.replaceWith(same)
    }
    if (fresh.length <= MANY) for (const page of fresh) page.querySelector("img").loading = "eager"
    requestAnimationFrame(() => { if (pane) pane.scrollTop = place })
  }

  function follow() {
    const page = pane.querySelectorAll("[data-pages] figure")[places[opened()] ?? 0]
    if (page) pane.scrollTop = page.offsetTop - pane.querySelector(".ph").offsetHeight
  }

  document.addEventListener("htmx:afterRequest", ({detail}) => {
    if (pane && detail.successful && detail.requestConfig.verb !== "get") soon(PAUSE)
  })
  document.addEventListener("htmx:afterSettle", event => { if (pane && event.target.id === "workspace") follow() })
})()
