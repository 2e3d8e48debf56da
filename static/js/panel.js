// The tab beside the open element stays the same when another element is opened, and keeps the focus when it is changed.
(() => {
  const panel = () => document.getElementById("panel")

  document.addEventListener("htmx:configRequest", ({target, detail: {parameters}}) => {
    if (target.matches("[data-tree] a") && panel()) parameters.panel = panel().dataset.panel
  })
  document.addEventListener("htmx:afterSwap", ({detail: {requestConfig: {elt}}}) => {
    if (elt.matches(".ptabs a")) document.getElementById(elt.id)?.focus()
  })
})()
