// What one does to the outline: move, bin, undo, rename and add in place, by key, by the row's menu and by the open
// element's menu. The server does it; its answer is the outline as it then stands. Words come from the page.
(() => {
  const {ITEM, LETTERS_OFF, current, focus, idOf, link, opened, parentOf, shown, tree, want, words} = framtid.tree
  const byId = id => document.getElementById(id)
  const row = id => byId(`node-${id}`)
  const texts = () => byId("row-menu").dataset
  const token = () => JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"]

  // -- Asking the server

  const address = (item, which) => {
    const path = tree().dataset[which]
    return path && new URL(path, link(item).href).href
  }
  // A row that is another city's own is left alone; the server would say the same, but later.
  function mayChange(item) {
    if (!tree().dataset.move) return false
    const city = item.dataset.c
    if (!city || tree().dataset.own.split(" ").includes(city)) return true
    framtid.toast(texts().foreign)
    return false
  }

  // An outline that was only fetched, and asked for before the last act was answered, is older than what is shown; and
  // one that comes while an act is under way would take away the place its answer is to be drawn in.
  let sent = 0, underWay = 0
  const fetched = event => event.detail.requestConfig.verb === "get" && event.detail.target?.id === "outline"
  document.addEventListener("htmx:beforeRequest", event => { if (fetched(event)) event.detail.requestConfig.sent = sent })
  document.addEventListener("htmx:beforeSwap", event => {
    if (fetched(event) && (underWay || event.detail.requestConfig.sent !== sent)) event.detail.shouldSwap = false
  })

  // One act after the other: the next is based on the outline that answers the one before, however fast the keys come.
  let last = Promise.resolve()
  const send = (...act) => last = last.catch(() => {}).then(() => perform(...act))

  // Sends an act, draws the answer, says what happened, and puts the focus where it belongs. Gives back whether it was done.
  // values: to send, or what tells them when it is their turn.
  async function perform(url, values, then) {
    if (typeof values === "function") values = values()
    const had = Boolean(opened()), sheet = openId(), before = byId("outline"), near = around()
    sent++
    underWay++
    await htmx.ajax("POST", url, {source: "#outline", target: "#outline", swap: "outerHTML", values: {...values, open: sheet ?? ""}}).catch(() => null)
    sent++
    underWay--
    if (byId("outline") === before) return false
    const answer = {...byId("outline").dataset}
    if (sheet && sheet !== tree().dataset.root && had !== Boolean(row(sheet))) reopen(sheet)
    want([then, answer.moved, ...near].map(row).find(Boolean))
    framtid.toast(answer.said, offer(answer))
    return !("refused" in answer)
  }
  // Where the focus may stand if the row it is on goes away: here, else above.
  const around = () => { const list = shown(); return list.slice(0, list.indexOf(current()) + 1).reverse().map(idOf) }
  function offer(answer) {
    if (answer.fetch) return {label: texts().fetch, act: () => send(answer.fetch, {})}
    if ("undoable" in answer) return {label: byId("toast").dataset.undo, act: undo}
  }
  const openId = () => document.querySelector(".workspace > .centre")?.id.replace("element-", "")
  // The open element has gone into the bin, or come out of it: its page says so.
  const reopen = id => htmx.ajax("GET", new URL(`../${id}/`, new URL(tree().dataset.page, location)).pathname, {
    source: "#outline", target: "#workspace", swap: "outerHTML show:none",
  })

  const step = (item, direction) => mayChange(item) && send(address(item, "move"), () => ({direction, seen: parentId(row(idOf(item)) ?? item)}), idOf(item))
  const to = (item, values) => mayChange(item) && send(address(item, "move"), {...values, seen: parentId(item)}, idOf(item))
  const parentId = item => parentOf(item) ? idOf(parentOf(item)) : tree().dataset.root

  function undo() {
    const url = tree()?.dataset.undo
    if (url) return send(url, {})
  }

  function bin(item) {
    if (!mayChange(item)) return
    const list = shown().filter(other => other === item || !item.contains(other)), at = list.indexOf(item)
    const next = list[at + 1] ?? list[at - 1]
    return send(address(item, "bin"), {}, next && idOf(next))
  }

  // Whose it is, is changed on a page of its own, where the result is shown first.
  const visit = (item, which) => mayChange(item) && location.assign(address(item, which))

  function comment(item) {
    location.assign(`${link(item).href}?panel=kommentarer`)
  }

  // -- Writing in the row

  function box(item, {value, label, done, left}) {
    const input = Object.assign(document.createElement("input"), {className: "ds-input rowbox", type: "text", value, maxLength: 200, autocomplete: "off"})
    input.setAttribute("aria-label", label)
    let settled = false
    const settle = async save => {
      if (settled) return
      settled = true
      const text = input.value.trim()
      if (save && text) await done(text)
      else left()
    }
    input.addEventListener("keydown", event => {
      event.stopPropagation()
      if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); settle(true) }
      if (event.key === "Escape") { event.preventDefault(); settle(false) }
    })
    input.addEventListener("blur", () => settle(input.dataset.keep === "true" && input.value.trim() !== value))
    return input
  }

  function rename(item) {
    if (!mayChange(item)) return
    const title = link(item), before = words(item)
    const back = () => { input.replaceWith(title); focus(item) }
    const input = box(item, {value: before, label: texts().renameLabel, left: back, done: async text => {
      back()
      if (text !== before) await retitle(item, text)
    }})
    input.dataset.keep = "true"
    title.replaceWith(input)
    input.focus()
    input.select()
  }

  // Saved through the field's own address, based on the title the row showed.
  async function retitle(item, text) {
    const title = link(item), id = idOf(item)
    const body = new URLSearchParams({value: text, base: title.dataset.r ?? "0", csrfmiddlewaretoken: token()})
    const answer = await fetch(address(item, "title"), {method: "POST", body, headers: {"HX-Request": "true"}, redirect: "manual"}).catch(() => null)
    if (answer?.status === 200) {
      const base = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(`base-e${id}-title`)?.value
      Object.assign(title, {textContent: text}).dataset.r = base ?? ""
      if (openId() === id) follow(id, text, base)
      framtid.say(texts().renamed.replace("%t", text))
    } else if (answer?.status === 409) {
      framtid.toast(texts().conflict)
      link(item).click()
    } else framtid.toast(answer?.status === 422 ? texts().refused : byId("toast").dataset.failed)
  }
  // The open element's own title field shows what was written in its row, unless somebody is writing there.
  function follow(id, text, base) {
    const field = document.querySelector(`#e${id}-title .ttl`), known = byId(`base-e${id}-title`)
    if (known) known.value = base
    if (field && document.activeElement !== field) field.value = text
    byId("element-title").textContent = text
  }

  // What was typed stays in the row until the server has it; sent again, it carries the same key.
  function add(item, typed = "", uuid = crypto.randomUUID?.() ?? URL.createObjectURL(new Blob()).slice(-36)) {
    if (!mayChange(item)) return
    const fresh = document.createElement("li"), node = Object.assign(document.createElement("div"), {className: "node"})
    fresh.setAttribute("role", "none")
    const away = () => { fresh.remove(); focus(row(idOf(item))) }
    const input = box(item, {value: typed, label: texts().addLabel, left: away, done: async title => {
      if (await send(address(item, "new"), {title, uuid})) return
      fresh.remove()
      add(row(idOf(item)) ?? current(), title, uuid)
    }})
    input.dataset.keep = "true"
    input.placeholder = texts().addLabel
    node.append(input)
    fresh.append(node)
    item.after(fresh)
    input.focus()
  }

  // -- Flytt til …

  async function place(item) {
    if (!mayChange(item)) return
    await htmx.ajax("GET", address(item, "place"), {source: "#place-body", target: "#place-body", swap: "innerHTML"})
    const dialog = byId("place-dialog"), finder = dialog.querySelector("[data-finder]")
    finder.hidden = false
    dialog.showModal()
    finder.querySelector("input").focus()
  }
  // Options are taken out and put back: not every browser hides them.
  document.addEventListener("input", event => {
    if (event.target.id !== "place-find") return
    const list = byId("place-target"), sought = event.target.value.toLocaleLowerCase("nb").trim().split(/\s+/)
    list.all ??= [...list.options]
    const found = list.all.filter(option => sought.every(word => option.text.toLocaleLowerCase("nb").includes(word)))
    list.replaceChildren(...found)
    if (list.selectedIndex < 0 && found.length) list.selectedIndex = 0
    framtid.say(byId("outline-tools").dataset.found.replace("%n", found.length))
  })
  document.addEventListener("keydown", event => {
    if (event.target.id === "place-find" && event.key === "ArrowDown") { event.preventDefault(); byId("place-target").focus() }
  })

  // Every form about the outline is sent like a key: the menu of the open element, the dialog, the way back from the bin.
  document.addEventListener("submit", async event => {
    const form = event.target.closest("[data-outline-form]")
    if (!form || !tree()) return
    event.preventDefault()
    const values = Object.fromEntries(new FormData(form, event.submitter)), dialog = form.closest("dialog")
    delete values.csrfmiddlewaretoken
    const next = form.action.endsWith("/slett/") ? undefined : form.dataset.of
    const done = await send(form.action, values, next)
    form.closest("details[data-menu]")?.removeAttribute("open")
    if (!dialog) return
    const refusal = form.querySelector("[data-refusal]")
    if (done) { dialog.close(); focus(row(next)) }
    else Object.assign(refusal, {hidden: false, textContent: byId("outline").dataset.said})
  })
  document.addEventListener("click", event => {
    const closer = event.target.closest("[data-close-dialog]"), dialog = closer?.closest("dialog")
    if (dialog) { event.preventDefault(); dialog.close() }
    if (event.target.closest("[data-keys]")) keys()
  })

  // The outline may have been drawn afresh behind a dialog: the focus goes to its row all the same.
  document.addEventListener("close", event => {
    if (["place-dialog", "keys-dialog"].includes(event.target.id) && document.activeElement === document.body) focus(current())
  }, true)

  // -- All keys, and whether single letters are among them

  function keys() {
    const choice = byId("single-keys")
    choice.checked = !localStorage.getItem(LETTERS_OFF)
    byId("keys-dialog").showModal()
  }
  document.addEventListener("change", event => {
    if (event.target.id !== "single-keys") return
    if (event.target.checked) localStorage.removeItem(LETTERS_OFF)
    else localStorage.setItem(LETTERS_OFF, "1")
  })

  // -- The row's menu: one for all rows, and one button that follows the row – or a button a row where nothing hovers

  let of = null
  const button = () => byId("row-button").content.firstElementChild.cloneNode(true)
  const touch = matchMedia("(hover: none)")

  function dress(item) {
    const node = item?.querySelector(":scope > .node")
    if (!node || node.querySelector(".rowmenu")) return
    if (!touch.matches) tree().querySelector(".rowmenu")?.remove()
    node.append(button())
  }
  document.addEventListener("tree:rove", event => dress(event.target))
  document.addEventListener("tree:drawn", () => { if (touch.matches) framtid.tree.items().forEach(dress) })
  document.addEventListener("pointerover", event => {
    if (event.pointerType === "mouse" && !of) dress(event.target.closest?.(`[data-tree] ${ITEM}`))
  })

  function menu(item) {
    const popover = byId("row-menu"), at = item.querySelector(":scope > .node").getBoundingClientRect()
    of = item
    dress(item)
    for (const choice of popover.querySelectorAll("[data-of]")) choice.hidden = (choice.dataset.of === "own") !== Boolean(item.dataset.c)
    popover.showPopover()
    const top = Math.min(at.bottom, innerHeight - popover.offsetHeight - 8)
    popover.style.top = `${Math.max(8, top)}px`
    popover.style.left = `${Math.max(8, Math.min(at.right, innerWidth - 8) - popover.offsetWidth)}px`
    popover.querySelector("button").focus()
  }
  document.addEventListener("click", event => {
    const opener = event.target.closest(".rowmenu"), chosen = event.target.closest("#row-menu [data-do]")
    if (opener) menu(opener.closest(ITEM))
    if (!chosen || !of) return
    const item = of
    byId("row-menu").hidePopover()
    focus(item)
    DO[chosen.dataset.do](item)
  })
  document.addEventListener("contextmenu", event => {
    const item = event.target.closest?.(`[data-tree] ${ITEM}`)
    if (!item || event.shiftKey || event.target.matches("input")) return
    event.preventDefault()
    if (event.pointerType !== "touch") menu(item)
  })
  document.addEventListener("keydown", event => {
    const popover = event.target.closest?.("#row-menu")
    if (!popover) return
    const all = [...popover.querySelectorAll("button:not([hidden])")], at = all.indexOf(event.target)
    const goal = {ArrowDown: all[(at + 1) % all.length], ArrowUp: all.at(at - 1), Home: all[0], End: all.at(-1)}[event.key]
    if (goal) { event.preventDefault(); goal.focus() }
    if (event.key === "Tab") popover.hidePopover()
  })
  byId("row-menu")?.addEventListener("toggle", event => {
    if (event.newState !== "closed" || !of) return
    const item = of
    of = null
    if (document.activeElement === document.body || byId("row-menu").contains(document.activeElement)) focus(row(idOf(item)))
  })

  const DO = {
    open: item => link(item).click(), rename, add, place, comment, bin, undo, split: item => visit(item, "split"), share: item => visit(item, "share"),
    up: item => step(item, "up"), down: item => step(item, "down"), out: item => step(item, "out"), in: item => step(item, "in"),
  }
  framtid.acts = {add, bin, comment, keys, mayChange, menu, place, rename, step, to, undo}

  htmx.onLoad(() => { const foot = byId("tree-foot"); if (foot) foot.hidden = false })
})()
