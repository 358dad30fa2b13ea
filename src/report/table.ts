// Cells of tables, so that sections read as what stands in them.
import { type Content, type Html, html } from './html.js';

/** Head of a column of numbers. */
export const numberHead = (content: Content, more = ''): Html =>
  html`<th scope="col" class="number ${more}">${content}</th>`;

export const columnHead = (content: Content, name = ''): Html => html`<th scope="col" class="${name}">${content}</th>`;

/** Head over several columns. */
export const groupHead = (content: Content, columns: number): Html =>
  html`<th scope="colgroup" colspan="${columns}" class="group">${content}</th>`;

export const rowHead = (content: Content, name = ''): Html => html`<th scope="row" class="${name}">${content}</th>`;

export const number = (content: Content, more = ''): Html => html`<td class="number ${more}">${content}</td>`;

export const cell = (content: Content, name = ''): Html => html`<td class="${name}">${content}</td>`;

/** @param name of the table's class @param body one or several tbody, or rows */
export const table = (name: string, headRows: readonly Content[], body: Content): Html =>
  html`<div class="table"><table class="${name}">
<thead>${headRows.map((row) => html`<tr>${row}</tr>`)}</thead>
${body}
</table></div>`;
