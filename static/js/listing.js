// Lists: what stood open stays open when the list is drawn anew, and the address can be taken along.
(() => {
  const open = new Set()

  document.addEventListener("toggle", ({target}) => {
    if (target.id && target.closest?.(".listing")) open[target.open ? "add" : "delete"](target.id)
  }, true)
  document.addEventListener("htmx:load", () => {
    for (const id of open) {
      const details = document.getElementById(id)
      if (details) details.open = true
    }
  })

  document.addEventListener("click", async ({target}) => {
    const button = target.closest?.("[data-copy-link]")
    if (!button) return
    await navigator.clipboard.writeText(location.href)
    framtid.toast(button.dataset.copied)
  })
  // The clipboard is there on safe addresses only.
  if (!navigator.clipboard) document.documentElement.classList.add("no-clipboard")
})()
