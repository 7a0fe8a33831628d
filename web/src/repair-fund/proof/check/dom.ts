/** Elements without a framework: the page must stay small and whole in one file. */

type Child = Node | string | null | undefined | false

/** Text is always text, never markup: a file from anywhere is shown here. */
export function h<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value)
  element.append(...children.filter((child): child is Node | string => Boolean(child)))
  return element
}
