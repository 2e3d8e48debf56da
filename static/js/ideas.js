// An idea is caught on this machine first, under a key made here, and sent when there is a net: sent twice it is one
// idea, for the server knows the key. Words come from the page, never from here.
(() => {
  const form = document.querySelector("form[data-ideas]")
  const KEY = `framtid:ideas:${form.dataset.ideas}`, WAITS = [2, 4, 8, 16, 32]
  const words = form.dataset, state = form.querySelector("[data-state]"), own = ["csrfmiddlewaretoken", "seen"]
  const list = document.querySelector("[data-caught-list]")
  let tries = 0, timer = 0, busy = false, memory = []

  // Where the browser keeps nothing, the page still has it as long as it is open.
  function queue() {
    try { return JSON.parse(localStorage.getItem(KEY)) ?? memory } catch { return memory }
  }
  function keep(ideas) {
    memory = ideas
    try { localStorage.setItem(KEY, JSON.stringify(ideas)) } catch { /* full or forbidden */ }
  }

  function tell(text) {
    const waiting = queue().map(idea => `«${idea.title}»`).join(", ")
    state.textContent = text && waiting ? `${text} ${waiting}` : text
  }

  // What was posted, with the key of this page; the answer is a status, or none at all.
  function post(idea) {
    const body = new FormData()
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value)
    for (const [name, value] of Object.entries(idea)) body.set(name, value)
    const asked = {method: "POST", body, headers: {Accept: "application/json"}, redirect: "manual"}
    return fetch(form.action, asked).catch(() => null)
  }

  async function send() {
    clearTimeout(timer)
    if (busy) return
    busy = true
    let answer = null, refused = ""
    for (let idea; (idea = queue()[0]); ) {
      answer = await post(idea)
      if (![201, 422].includes(answer?.status)) break
      keep(queue().filter(one => one.uuid !== idea.uuid))
      tries = 0
      if (answer.status === 201) show(idea.title)
      else { refused = (await answer.json()).refused; putBack(idea) }
    }
    busy = false
    if (!queue().length) return tell(refused || (answer ? words.caught : ""))
    tell(answer && answer.status < 500 ? words.signedOut : words.waits)
    timer = setTimeout(send, WAITS[Math.min(tries++, WAITS.length - 1)] * 1000)
  }

  function show(title) {
    list.hidden = false
    list.querySelector("ul").prepend(Object.assign(document.createElement("li"), {textContent: title}))
  }
  function putBack(idea) {
    for (const [name, value] of Object.entries(idea)) if (form.elements[name] && name !== "uuid") form.elements[name].value = value
  }

  form.addEventListener("submit", event => {
    event.preventDefault()
    const typed = Object.fromEntries([...new FormData(form)].filter(([name]) => !own.includes(name)))
    if (!typed.title.trim()) return tell(words.missing)
    keep([...queue(), {...typed, uuid: crypto.randomUUID()}])
    form.elements.title.value = ""
    form.elements.title.focus()
    send()
  })
  window.addEventListener("online", send)
  if (queue().length) send()
})()
