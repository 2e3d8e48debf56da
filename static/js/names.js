// Naming people: an @ in <textarea data-names> offers those who can be named, in a list one goes through with the arrows.
(() => {
  const QUIET = 120
  const BEGUN = /(?:^|[\s(])@([^\s@][^@\n]{0,40})?$/u
  let box = null, list = null, timer, asked = 0

  const people = () => document.querySelector("[data-people]")
  const taken = new Set()
  // What has been begun after the last @, unless it goes on from a name that was taken from the list.
  function begun() {
    const token = BEGUN.exec(box.value.slice(0, box.selectionStart))
    return token && [...taken].some(name => token[1]?.startsWith(`${name} `)) ? null : token
  }
  const options = () => [...list.children]
  const chosen = () => options().find(option => option.getAttribute("aria-selected") === "true")

  function close() {
    clearTimeout(timer)
    asked++
    list?.remove()
    list = null
    for (const name of ["aria-controls", "aria-activedescendant"]) box?.removeAttribute(name)
  }

  async function ask() {
    const token = begun(), mine = ++asked, {people: address, label, told} = people().dataset
    if (!token) return close()
    const answer = await fetch(`${address}?q=${encodeURIComponent((token[1] ?? "").trimEnd())}`).catch(() => null)
    const html = answer?.ok ? await answer.text() : ""
    if (mine !== asked) return
    close()
    if (!html.trim() || document.activeElement !== box) return
    list = Object.assign(document.createElement("ul"), {className: "names", id: `${box.id}-names`, role: "listbox", ariaLabel: label})
    list.innerHTML = html
    list.addEventListener("mousedown", event => {
      event.preventDefault()
      const option = event.target.closest("[role=option]")
      if (option) take(option)
    })
    box.parentElement.classList.add("names-anchor")
    box.after(list)
    box.setAttribute("aria-controls", list.id)
    select(list.firstElementChild)
    framtid.say(told.replace("%n", list.childElementCount))
  }

  function select(option) {
    for (const other of options()) other.setAttribute("aria-selected", String(other === option))
    box.setAttribute("aria-activedescendant", option.id)
    option.scrollIntoView({block: "nearest"})
  }

  function take(option) {
    const end = box.selectionStart, from = box.value.lastIndexOf("@", end - 1)
    taken.add(option.dataset.name)
    box.setRangeText(`@${option.dataset.name} `, from, end, "end")
    close()
    box.dispatchEvent(new Event("input", {bubbles: true}))
  }

  document.addEventListener("input", event => {
    if (!event.target.matches?.("textarea[data-names]") || !people()) return
    box = event.target
    clearTimeout(timer)
    if (begun()) timer = setTimeout(ask, QUIET)
    else close()
  })
  document.addEventListener("keydown", event => {
    if (!event.target.matches?.("textarea[data-names]")) return
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return event.target.form.requestSubmit()
    if (!list) return
    const all = options(), at = all.indexOf(chosen())
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key]
    if (step) select(all[(at + step + all.length) % all.length])
    else if (["Enter", "Tab"].includes(event.key)) take(all[at])
    else if (event.key === "Escape") close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }, true)
  document.addEventListener("focusout", event => { if (event.target === box) close() })
  htmx.onLoad(root => {
    for (const area of root.querySelectorAll("textarea[data-names]")) {
      area.setAttribute("aria-autocomplete", "list")
      area.setAttribute("aria-haspopup", "listbox")
    }
  })
})()
