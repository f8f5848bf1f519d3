/** Goes to a path of ours as if a link to it had been pressed: whoever listens for links on the page hears this one too. */
export function follow(path: string, from: HTMLElement): void {
  const link = document.createElement('a');
  link.href = path;
  link.hidden = true;
  from.append(link);
  link.click();
  link.remove();
}
