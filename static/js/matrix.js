// The matrix by keys: arrows lead from cell to cell, Enter opens one beside it, Escape closes it and leads back.
(() => {
  const ROWS = "[data-matrix] tbody tr"
  const STEPS = {ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1]}
  const seen = link => link.checkVisibility ? link.checkVisibility() : link.offsetParent !== null
  const cells = row => [...row.querySelectorAll("td .st")].filter(seen)
  const open = () => document.querySelector("[data-matrix] .st[aria-current]")

  document.addEventListener("keydown", event => {
    const cell = event.target.closest?.(".st"), step = STEPS[event.key]
    if (!cell || !step || event.ctrlKey || event.altKey || event.metaKey) return
    const rows = [...document.querySelectorAll(ROWS)], row = cell.closest("tr"), here = cells(row).indexOf(cell)
    const next = cells(rows[rows.indexOf(row) + step[0]] ?? row)[here + step[1]]
    event.preventDefault()
    next?.focus()
  })

  function close() {
    const cell = open()
    cell?.removeAttribute("aria-current")
    cell?.focus()
  }
  document.addEventListener("keydown", event => {
    const panel = document.getElementById("celle")
    if (event.key !== "Escape" || !open() || !panel?.querySelector("[data-close]")) return
    panel.querySelector("[data-close]").click()
  })
  document.addEventListener("click", event => {
    const cross = event.target.closest("#celle [data-close]")
    if (!cross || !open() || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    history.pushState({}, "", cross.href)
    document.querySelector("#celle").replaceChildren()
    document.querySelector("#celle").hidden = true
    close()
  })

  document.addEventListener("htmx:afterSwap", ({detail: {requestConfig: {elt}}}) => {
    if (!elt.matches("[data-matrix] .st")) return
    open()?.removeAttribute("aria-current")
    elt.setAttribute("aria-current", "true")
    const title = document.getElementById("celle-tittel")
    title?.focus({preventScroll: true})
    document.getElementById("celle").scrollIntoView({block: "nearest"})
  })
})()
