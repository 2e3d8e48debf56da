// "Nå" follows the clock while a programme stands open.
(() => {
  function mark() {
    const at = Date.now()
    for (const row of document.querySelectorAll("#program tr[data-from]")) {
      const on = Date.parse(row.dataset.from) <= at && at < Date.parse(row.dataset.over)
      row.classList.toggle("now", on)
      row.querySelector(".nowtag").hidden = !on
    }
  }
  setInterval(mark, 15000)
  document.addEventListener("visibilitychange", mark)
})()
