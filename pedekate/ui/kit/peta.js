// The main map: a click names its kelurahan, the pointer shows its numbers. No state of its own.
export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".pd-petaklik");
  const note = parentElement.querySelector(".pd-petunjuk");
  if (box.dataset.isi !== data.sidik) {
    box.innerHTML = data.html;
    box.dataset.isi = data.sidik;
    note.hidden = true;
  }
  const area = (event) => event.target.closest("[data-kode]");
  box.onclick = (event) => {
    const found = area(event);
    if (found) setTriggerValue("kode", found.dataset.kode);
  };
  box.onpointermove = (event) => {
    const found = area(event);
    note.hidden = !found;
    if (!found) return;
    if (note.dataset.kode !== found.dataset.kode) {
      note.dataset.kode = found.dataset.kode;
      note.innerHTML = found.dataset.isi;
    }
    const frame = box.getBoundingClientRect();
    const x = event.clientX - frame.left, y = event.clientY - frame.top;
    const left = x > frame.width / 2 ? x - note.offsetWidth - 14 : x + 14;
    note.style.transform = `translate(${Math.max(0, left)}px, ${Math.max(0, y - note.offsetHeight / 2)}px)`;
  };
  box.onpointerleave = () => { note.hidden = true; };
}
