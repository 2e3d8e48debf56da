// Comments. Words that are commented on are painted over the text, and marked words can be commented on; the text
// itself is never touched. A quotation is found by its words and a little of what stood before it, line breaks aside.
(() => {
  const BEFORE = 40, FLASH = 2500
  const found = new Map() // comment → {control, from, to} in a plain box, or a Range
  const panel = () => document.getElementById("panel")
  const talk = () => document.getElementById("talk")
  const narrow = matchMedia("(max-width: 68.75em)")
  const squeezed = text => text.replace(/\s+/gu, " ").trim()
  let waiting = null, flashing

  // -- The words of a field, letter by letter

  const boxOf = node => (node?.nodeType === Node.ELEMENT_NODE ? node : node?.parentElement)?.closest(".centre .fieldbox")
  const nameOf = box => box.id.replace(/^e\d+-/, "")
  const surfaceOf = box => box.querySelector(".rich-body, .readvalue, p.ttl")
  const controlOf = box => surfaceOf(box) ? null : box.querySelector("textarea:not([data-richtext]), input[type=text]")

  // {text, places}: the words with one space between them, and for each letter the node and the offset where it stands.
  function lettersOf(root) {
    let text = ""
    const places = []
    const add = (letter, node, offset) => { text += letter; places.push([node, offset]) }
    const gap = (node, offset) => { if (text && !text.endsWith(" ")) add(" ", node, offset) }
    const read = (string, node) => {
      for (let n = 0; n < string.length; n++) if (/\s/u.test(string[n])) gap(node, n); else add(string[n], node, n)
    }
    const walk = node => {
      if (node.nodeType === Node.TEXT_NODE) return read(node.data, node)
      const apart = /^(P|LI|UL|OL|BLOCKQUOTE|BR)$/.test(node.nodeName)
      if (apart) gap(node, 0)
      for (const child of node.childNodes) walk(child)
      if (apart) gap(node, node.childNodes.length)
    }
    if ("value" in root) read(root.value, root)
    else walk(root)
    return {text, places}
  }

  // Where the quotation stands; of several places the one that has most of the old words before it.
  function placeOf(text, quotation, prefix) {
    let best = -1, most = -1
    for (let at = text.indexOf(quotation); at >= 0; at = text.indexOf(quotation, at + 1)) {
      const before = text.slice(0, at).trimEnd()
      let same = 0
      while (same < prefix.length && prefix.at(-1 - same) === before.at(-1 - same)) same++
      if (same > most) { best = at; most = same }
    }
    return best
  }

  function find(box, quotation, prefix) {
    const root = surfaceOf(box) ?? controlOf(box)
    if (!root || !quotation) return null
    const {text, places} = lettersOf(root)
    const at = placeOf(text, quotation, squeezed(prefix))
    if (at < 0) return null
    const [node, from] = places[at], [last, to] = places[at + quotation.length - 1]
    if ("value" in root) return {control: root, from, to: to + 1}
    const range = new Range()
    range.setStart(node, from)
    range.setEnd(last, to + 1)
    return range
  }

  // -- Painting

  function paint() {
    found.clear()
    for (const box of document.querySelectorAll(".fieldbox.commented")) box.classList.remove("commented")
    for (const {dataset, textContent} of document.querySelectorAll("#quotes > li")) {
      const box = document.getElementById(`e${panel().dataset.element}-${dataset.field}`)
      const place = box && find(box, squeezed(textContent), dataset.prefix)
      if (place) found.set(dataset.comment, place)
      if (place?.control) box.classList.add("commented")
      tell(dataset.comment, Boolean(place))
    }
    CSS.highlights?.set("comment", new Highlight(...[...found.values()].filter(place => place instanceof Range)))
  }

  function tell(comment, there) {
    document.querySelector(`[data-quoted="${comment}"]`)?.classList.toggle("gone", !there)
    const note = document.querySelector(`[data-gone="${comment}"]`)
    if (note) note.hidden = there
  }

  let due = false
  function repaint() {
    if (due) return
    due = true
    requestAnimationFrame(() => { due = false; paint() })
  }
  const observer = new MutationObserver(records => {
    if (records.some(({target}) => boxOf(target))) repaint()
  })
  observer.observe(document.documentElement, {childList: true, characterData: true, subtree: true})
  document.addEventListener("input", event => { if (boxOf(event.target)) repaint() })
  htmx.onLoad(repaint)

  // -- From the words to the comment, and back

  const at = (node, offset) =>
    [...found].find(([, place]) => place instanceof Range && place.isPointInRange(node, offset))?.[0]

  document.addEventListener("click", event => {
    const {target, clientX, clientY} = event
    if (!boxOf(target) || !getSelection().isCollapsed) return
    const caret = document.caretPositionFromPoint?.(clientX, clientY)
    const old = caret ? null : document.caretRangeFromPoint?.(clientX, clientY)
    const node = caret?.offsetNode ?? old?.startContainer
    const comment = node && at(node, caret?.offset ?? old.startOffset)
    if (!comment) return
    if (narrow.matches) offer(found.get(comment).getBoundingClientRect(), comment)
    else show(comment)
  })

  // Whoever writes keeps the caret; whoever asks for the comment gets there.
  function show(comment, {focus = false} = {}) {
    if (!talk()) return fetchTab({comment, focus})
    const thread = document.getElementById(`kommentar-${comment}`)
    if (!thread) return
    for (const other of document.querySelectorAll(".thread.active")) other.classList.remove("active")
    thread.closest("details")?.setAttribute("open", "")
    thread.classList.add("active")
    if (focus) thread.focus({preventScroll: true})
    thread.scrollIntoView({block: "nearest"})
  }

  function reveal(comment, box) {
    const place = found.get(comment) ?? (box && find(box, squeezed(quotedIn(comment)), ""))
    if (place?.control) {
      place.control.focus()
      place.control.setSelectionRange(place.from, place.to)
    } else if (place) {
      const surface = surfaceOf(boxOf(place.startContainer))
      if (!surface.isContentEditable) surface.tabIndex = -1
      surface.focus({preventScroll: true})
      if (surface.isContentEditable) getSelection().setBaseAndExtent(place.startContainer, place.startOffset, place.endContainer, place.endOffset)
      place.startContainer.parentElement.scrollIntoView({block: "center"})
      CSS.highlights?.set("comment-active", new Highlight(place))
      clearTimeout(flashing)
      flashing = setTimeout(() => CSS.highlights?.delete("comment-active"), FLASH)
    } else box?.scrollIntoView({block: "center"})
  }
  const quotedIn = comment => document.querySelector(`[data-quoted="${comment}"]`).textContent

  document.addEventListener("click", event => {
    const quoted = event.target.closest("#talk [data-quoted]")
    const box = quoted && document.getElementById(event.target.closest("a")?.hash.slice(1))
    if (!box) return
    event.preventDefault()
    reveal(quoted.dataset.quoted, box)
  })

  // -- What is marked: {field, quotation, prefix}, or a field alone

  function marked() {
    const active = document.activeElement, plain = boxOf(active)
    if (plain && active === controlOf(plain)) return markedIn(plain, (node, n) => n >= active.selectionStart && n < active.selectionEnd)
    const selection = getSelection()
    const range = selection.rangeCount ? selection.getRangeAt(0) : null
    const box = boxOf(range?.commonAncestorContainer) ?? boxOf(active)
    if (!box || !range) return {}
    if (!surfaceOf(box)) return {field: nameOf(box)} // the letters of a plain box are no points of the page
    return markedIn(box, (node, n) => range.comparePoint(node, n) === 0 && (node.nodeType !== Node.TEXT_NODE || range.comparePoint(node, n + 1) === 0))
  }

  function markedIn(box, inside) {
    const root = surfaceOf(box) ?? controlOf(box), field = nameOf(box)
    if (!root) return {field}
    const {text, places} = lettersOf(root)
    const letters = [...places.keys()].filter(n => text[n] !== " " && inside(...places[n]))
    if (!letters.length) return {field}
    const first = letters[0]
    return {field, quotation: text.slice(first, letters.at(-1) + 1), prefix: text.slice(Math.max(0, first - BEFORE), first).trim()}
  }

  // -- Saying something about it

  const tabAddress = () => document.getElementById("tab-kommentarer").getAttribute("hx-get")

  function fetchTab(then) {
    waiting = then
    htmx.ajax("GET", tabAddress(), {source: panel(), target: "#panel", swap: "outerHTML"})
  }

  function say(place) {
    hide()
    if (!talk()) return fetchTab({place})
    const form = document.getElementById("say-form"), quoting = form.querySelector(".quoting")
    const {field = "", quotation = "", prefix = ""} = place
    Object.assign(form.elements.field, {value: field})
    Object.assign(form.elements.quotation, {value: quotation})
    Object.assign(form.elements.prefix, {value: prefix})
    quoting.hidden = !field
    if (field) quoting.querySelector("blockquote").textContent = quotation || quoting.dataset.about.replace("%s", labelOf(field))
    form.elements.text.focus()
    form.scrollIntoView({block: "nearest"})
  }
  function labelOf(field) {
    const label = document.getElementById(`e${panel().dataset.element}-${field}`).querySelector("label, .fl, legend")
    return label?.firstChild.textContent.trim() ?? field
  }

  document.addEventListener("click", event => {
    if (event.target.closest("[data-unquote]")) say({})
    else if (event.target.closest("[data-say]") && panel()) {
      const place = marked()
      say(place.field ? place : {field: nameOf(boxOf(event.target))})
    }
  })
  document.addEventListener("keydown", event => {
    if (!event.ctrlKey || !event.altKey || event.code !== "KeyM" || !panel()) return
    event.preventDefault()
    const {anchorNode, anchorOffset, isCollapsed} = getSelection()
    const comment = isCollapsed && boxOf(anchorNode) && at(anchorNode, anchorOffset)
    if (comment) show(comment, {focus: true})
    else say(marked())
  })

  // -- A button beside words marked outside the rich editor, which has one in its toolbar

  const here = document.getElementById("sayhere").content.firstElementChild.cloneNode(true)
  document.getElementById("hoved").append(here)
  const hide = () => { here.hidden = true }

  function offer(rect, comment = "") {
    here.dataset.comment = comment
    here.lastElementChild.textContent = comment ? here.dataset.show : here.dataset.mark
    here.hidden = false
    here.style.top = `${Math.min(Math.max(rect.bottom + 6, 8), innerHeight - here.offsetHeight - 8)}px`
    here.style.left = `${Math.min(Math.max(rect.left, 8), innerWidth - here.offsetWidth - 8)}px`
  }
  function offerForMarked() {
    if (!panel()) return
    const {field, quotation} = marked()
    const box = field && document.getElementById(`e${panel().dataset.element}-${field}`)
    if (!quotation || box.querySelector(".rich-body")) return here.dataset.comment ? undefined : hide()
    offer((controlOf(box) ?? getSelection().getRangeAt(0)).getBoundingClientRect())
  }
  let settling
  document.addEventListener("selectionchange", () => {
    clearTimeout(settling)
    settling = setTimeout(offerForMarked, 250)
  })
  document.addEventListener("scroll", hide, true)
  document.addEventListener("keydown", event => { if (event.key === "Escape") hide() })
  here.addEventListener("mousedown", event => event.preventDefault())
  here.addEventListener("click", () => {
    const {comment} = here.dataset
    if (comment) { hide(); show(comment, {focus: true}) } else say(marked())
  })
  document.addEventListener("pointerdown", event => { if (!here.contains(event.target)) hide() })

  // -- The tab, when it comes

  document.addEventListener("toggle", ({target}) => {
    if (target.matches?.("#talk .unfold[open]")) target.querySelector("textarea").focus()
  }, true)

  document.addEventListener("htmx:afterSettle", ({detail: {requestConfig}}) => {
    if (!talk()) return
    const then = waiting
    waiting = null
    if (then?.place) say(then.place)
    else if (then?.comment) show(then.comment, then)
    else if (requestConfig.verb === "post") stand(talk().dataset.focus)
  })
  function stand(focus) {
    if (!focus) return
    const place = document.getElementById(`kommentar-${focus}`) ?? talk().querySelector("h2")
    place.focus({preventScroll: true})
    place.scrollIntoView({block: "nearest"})
  }
  // An act that was taken back from elsewhere than the tab: the tab is fetched anew, if it is still there.
  document.addEventListener("talk", ({detail: {element}}) => {
    if (talk() && panel().dataset.element === String(element)) fetchTab(null)
  })
  // A letter's link leads to one comment, be it solved since.
  const wanted = /^#kommentar-(\d+)$/.exec(location.hash)
  if (wanted && talk()) show(wanted[1], {focus: true})
})()
