// Sets the chosen theme before anything is drawn, so that the page never flashes.
document.documentElement.dataset.theme = localStorage.getItem("theme") || "auto";
