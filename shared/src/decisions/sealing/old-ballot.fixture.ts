/** A ballot that was sealed once: whoever counts again in ten years opens it to the same marks, whatever library does it. */
export const oldSecret = 'GJku3Smb7cVQiRrKL/Bv7BT7tTcFp4JQMV6Yw6MsOGQ='
export const oldPublicKey = 'RrVd8MngZqklCXef7bq5x5GyI0TgO2JgGdM5ODPjFWw='
export const oldHead = { decisionId: 'lift', voterId: 'u-101' }
export const oldMarks = [
  { itemId: 'item-0', mark: 'yes' },
  { itemId: 'item-1', mark: 'no' },
  { itemId: 'item-2', mark: 'abstain' },
]
export const oldSealed = [
  'flMi1ye0872T7W2rg76RudB99eeUgkShHaVO98ZDEhFq2TJD4HgDAsc+0rQCivl1/9E0UJNG+Ad03Cs16H+Efq64O9g+noUmlsRH',
  'MHeA1xOR5yiW47Hha3PdhnX/q0uhxF82nzpF15TP0oN0x3sqbhttJF5aRAZgD6InJmTUEA7zUtoBHNIARjA+Y34xSxpzwCQ6ZIzF',
  '5Q3MuX7MlJnWVyOB9k0Ezdg/soWxK2FOq0dLjT3HD3559XCtqqpA3u2TSCirzSGqAPkvYfVNBcsO8qU1enHoaATc+SMiXSb8C/Dp',
  'gpJyTyyr4zNx2S59BK3pCdzxzXl51eC9HJx9WGiOnAcO5XZunEUi+GqmuGCAKJumPuBtx4bi02zxMgHt/Y10Ulb3IltIA1B7QEPO',
  '3de9GyUIW7Z2IqB7w6/8kHhgPEvA8xRbDsLc+l/0QuBcfJWE5On6YRBzbFy3WQGdKeBPCsO3AIDRXo0SN1IO8+XoMYJR7Ziyd6f0',
  '2iaXNp1UKN6IfgMd3ND+vGW6UIom5DVF1KeVvcmcZmNbgWHNXed76Uy1jAbtE1ZXCgjylGXz9MAsaouCgAPMleHc6+MieCenQhQA',
  'oVScYQHXiFMRXVFr0LFWwNCY8+uEDFDr53YbFonqGOqY780CDDi26BwUeYH6efLPTIOkuQunhrrXLt4CU/nLXS8A/mN7VOdQ0FVh',
  'pHCXUv2WGu3LbNoWnRdg+xDXXa8OGaDAzZbuNVzUukgSRWuvdfjBFvDu68U0YdDukOTIXT70wpnXhKf6kgBkyaVBHnAm0ErRVWvt',
  'RwTUNoVM9tldRBm9VhyynqsmpIBoG44okKI9HD+mDM9Zu/BtcepAbnoEIroDyocPrGlxdUCgkHKoDSYDZ3ZxmQ/2z3AixYzdDgOE',
  'oZiK+9Zso3DMwiSbxf1P63E+QT91IZiCYbSD5i4nCuN2uJuS5AJEIsmjUV3TK/NTgs3wN883nmuMhWFU2RqW2Cf0Lsk0T6oKjFWX',
  'ObS3mbzdrcfxsqtadRFI0Q91hu733YDIONrRE9IX3ewVlYGoEjSJj080GOmYnaEx6MisdMhNyoLckDTZ1NXtPE4ydoQgLncw0Wf9',
  'Vxu2CB52QhbeOkP3MCDY33sHegp+BILZJp6JRfRbWw8g4bMf569+a73PceH7VjMfBGAgIj4URbRIuKyZ/n1P0uX2L6tgVGoBgjIR',
  '0QB1lpLr2t/FgPuSDWAj6K5h5zKJma0Jz7y/mzbBpSsUZf3L0ouOGDTm9xSAIeXgbuio5mbC/eWAmZfTAUlst58cGyINkNyKe2Ju',
  'p7QkIF7KRNtgs4Hkzz88o/KJREItH33ayG+jbQpqFONs9KhydA+Qd0CTrkZATfDRAWXI6fD5GQ9RPx7t/kqag4azfBg2cnkSofdr',
  '5HkI6WsdONkTuWEgzb5U9gNnkfzNvDR321IWgIbOcztphvNqIfeINw6b4kpMEja4bcVQzA8a/0JrWZmModCjV7O6UTJr+DhIZxKh',
  'qPdxRyx/VcU73t39duWdg4CFB4HwWPC5JOBrT7BpaNQTLNvvbLl3tg3yo4B9OR2NhtYlzxAjzIhAfVBd3KDlKHkxhA8ULx8dMH0s',
  'TUwZ5i0mAQgJc54q4Xcw2rpcFEfqyaQKgi4gpltBYxeRBGobMEnnHZpNpyVw2KbDxjnWq84xXr90ekO7vgBr8q1oR4qhSEcqazGu',
  'z/HO6QLU0648f8KwgXLCe7731v694qj69ucK/pL4brr3qwDifs4jjy7OnNUmNUipnoX8RQefZIitEr7rpESdlla+EP8EHhkBe/m/',
  'uK4a5f3dYHPd24dClNrlREUgoAk=',
].join('')
