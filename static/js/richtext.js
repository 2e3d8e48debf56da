// Rich text: turns <textarea data-richtext> into an editor with our own toolbar. The textarea stays and holds the value.
// The editor's modules are fetched only where there is something to edit.
(() => {
  const editors = new WeakMap()
  const ACTIVE = ["bold", "italic", "bulletList", "orderedList", "blockquote", "link"]
  const address = document.querySelector("meta[name=richtext]").content

  const COMMANDS = {
    bold: chain => chain.toggleBold(),
    italic: chain => chain.toggleItalic(),
    bulletList: chain => chain.toggleBulletList(),
    orderedList: chain => chain.toggleOrderedList(),
    blockquote: chain => chain.toggleBlockquote(),
    undo: chain => chain.undo(),
    redo: chain => chain.redo(),
  }

  function extensions(tiptap, openLink) {
    const {Document, Paragraph, Text, Bold, Italic, BulletList, OrderedList, ListItem, Blockquote, HardBreak} = tiptap
    const Link = tiptap.Link.extend({addKeyboardShortcuts: () => ({"Mod-k": () => { openLink(); return true }})})
    const known = [Document, Paragraph, Text, Bold, Italic, BulletList, OrderedList, ListItem, Blockquote, HardBreak]
    // Subscript and superscript have keys but no buttons: CO₂ and m² must survive an edit.
    return [...known, tiptap.Subscript, tiptap.Superscript, tiptap.History, Link.configure({protocols: ["mailto"], autolink: false})]
  }

  function labelOf(textarea) {
    const given = textarea.getAttribute("aria-labelledby")
    if (given) return document.getElementById(given)
    const label = textarea.labels[0]
    label.id ||= `label-${textarea.id}`
    return label
  }

  function start(tiptap, textarea) {
    const box = document.getElementById("rich-template").content.cloneNode(true).firstElementChild
    const label = labelOf(textarea), described = textarea.getAttribute("aria-describedby")
    textarea.before(box)
    textarea.parentElement.classList.add("enhanced")
    const editor = new tiptap.Editor({
      element: box,
      injectCSS: false,
      content: textarea.value,
      extensions: extensions(tiptap, () => openLink()),
      editorProps: {attributes: {
        class: "rich-body prose", role: "textbox", "aria-multiline": "true", "aria-labelledby": label.id,
        ...(described && {"aria-describedby": described}),
      }},
      onUpdate() {
        textarea.value = editor.isEmpty ? "" : editor.getHTML()
        textarea.dispatchEvent(new Event("input", {bubbles: true}))
      },
      onTransaction: () => mark(box, editor),
    })
    textarea.addEventListener("wanted", () => editor.commands.focus("end"))
    label.addEventListener("click", event => { event.preventDefault(); editor.commands.focus() })
    const openLink = linkRow(box, editor)
    toolbar(box.querySelector("[role=toolbar]"), editor, openLink)
    editors.set(textarea, editor)
  }

  function mark(box, editor) {
    for (const name of ACTIVE)
      box.querySelector(`[data-command=${name}]`).setAttribute("aria-pressed", String(editor.isActive(name)))
  }

  // One stop for Tab, arrows between the buttons.
  function toolbar(bar, editor, openLink) {
    const buttons = [...bar.querySelectorAll("button")]
    const stop = chosen => { for (const button of buttons) button.tabIndex = button === chosen ? 0 : -1 }
    stop(buttons[0])
    bar.addEventListener("mousedown", event => event.preventDefault())
    bar.addEventListener("click", event => {
      const command = event.target.closest("button")?.dataset.command
      if (command === "link") openLink()
      else if (command) COMMANDS[command](editor.chain().focus()).run()
    })
    bar.addEventListener("keydown", event => {
      const at = buttons.indexOf(document.activeElement), last = buttons.length - 1
      const to = {ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at ? at - 1 : last, Home: 0, End: last}[event.key]
      if (event.key === "Escape") editor.commands.focus()
      if (to === undefined) return
      event.preventDefault()
      stop(buttons[to])
      buttons[to].focus()
    })
  }

  function linkRow(box, editor) {
    const row = box.querySelector(".rich-link"), input = row.querySelector("input"), error = row.querySelector("[role=alert]")
    const close = () => { row.hidden = error.hidden = true; editor.commands.focus() }
    const set = () => {
      const href = input.value.trim()
      if (!/^(https?:\/\/|mailto:)\S+$/i.test(href)) { error.hidden = false; return input.focus() }
      const chain = editor.chain().focus().extendMarkRange("link")
      if (editor.state.selection.empty && !editor.isActive("link"))
        chain.insertContent({type: "text", text: href, marks: [{type: "link", attrs: {href}}]}).run()
      else chain.setLink({href}).run()
      close()
    }
    row.addEventListener("click", event => {
      const act = event.target.closest("[data-link]")?.dataset.link
      if (act === "set") set()
      else if (act) { editor.chain().focus().extendMarkRange("link").unsetLink().run(); close() }
    })
    row.addEventListener("keydown", event => {
      if (event.key === "Enter" && event.target === input) { event.preventDefault(); set() }
      if (event.key === "Escape") { event.preventDefault(); close() }
    })
    // The address is no field of the form: the form must not hear it being typed.
    for (const name of ["input", "change"]) row.addEventListener(name, event => event.stopPropagation())
    return () => {
      input.value = editor.getAttributes("link").href ?? ""
      row.hidden = false
      input.focus()
    }
  }

  async function enhance(root) {
    const wanted = [...root.querySelectorAll("textarea[data-richtext]")].filter(textarea => !editors.has(textarea))
    if (!wanted.length) return
    let tiptap
    try {
      tiptap = await import(address)
    } catch { // without the net one goes on reading, and can write when it is back
      addEventListener("online", () => enhance(root), {once: true})
      return
    }
    for (const textarea of wanted) if (textarea.isConnected && !editors.has(textarea)) start(tiptap, textarea)
  }
  htmx.onLoad(enhance)
  document.addEventListener("htmx:beforeCleanupElement", event => editors.get(event.target)?.destroy())
})()
