import type { ClaimSet } from '../claim.ts';
import { freightWithArguments } from '../fixtures/freight.ts';
import { renames } from '../fixtures/renames.ts';

export const stockFlaws: readonly ClaimSet[] = [
  // Where `@apollo/gateway`'s executor, or the planner beneath it, is wrong though all subgraphs are well: each flaw in its smallest form. Most of the
  // wrong answers come without an error.

  {
    fixture: freightWithArguments,
    isRefused: true,
    title: 'required fields with arguments',
    claims: {
      'a required field with arguments, alone': '{ product { shippingEstimate } }',
      'a required field with arguments, asked for with the same ones':
        '{ product { weight(unit: KG) shippingEstimate } }',
      'a required field with arguments, asked for without': {
        query: '{ product { weight shippingEstimate } }',
        stockDiffers: {
          why: 'Required fields are told apart by name alone: grams are sent for kilograms.',
          answer: { data: { product: { weight: 3_000, shippingEstimate: 'shippingEstimate of {"weight":3000}' } } },
        },
      },
      'a required field with arguments, asked for without, after what requires it': {
        query: '{ product { a: shippingEstimate b: shippingEstimate weight } }',
        stockDiffers: {
          why: 'Required fields are told apart by name alone: the client gets kilograms for grams.',
          answer: {
            data: {
              product: {
                a: 'shippingEstimate of {"weight":3}',
                b: 'shippingEstimate of {"weight":3}',
                weight: 3,
              },
            },
          },
        },
      },
      'a required field that is asked for with arguments': '{ product { shippingClass weight(unit: KG) } }',
      'two fields that require one field with different arguments': {
        query: '{ product { shippingEstimate shippingClass } }',
        stockDiffers: {
          why: 'Required fields are told apart by name alone: grams are sent for kilograms.',
          answer: {
            data: {
              product: {
                shippingEstimate: 'shippingEstimate of {"weight":3000}',
                shippingClass: 'shippingClass of {"weight":3000}',
              },
            },
          },
        },
      },
    },
  },

  {
    fixture: renames,
    title: 'renamed fields',
    claims: {
      'falsy values of fields that were renamed on the way': {
        query: '{ signs { ... on Board { text height lit } ... on Neon { text height lit } } }',
        stockDiffers: {
          why: 'It takes falsy values for missing ones when it renames them back.',
          answer: {
            data: {
              signs: [
                { text: 'Open', height: 2, lit: true },
                { text: '', height: 0, lit: false },
                { text: null, height: null, lit: null },
              ],
            },
          },
        },
      },
      'falsy values of fields that were renamed on the way, the other way round': {
        query: '{ signs { ... on Neon { text height lit } ... on Board { text height lit } } }',
        stockDiffers: {
          why: 'It takes falsy values for missing ones when it renames them back.',
          answer: {
            data: {
              signs: [
                { text: 'Open', height: 2, lit: true },
                { text: null, height: null, lit: null },
                { text: null, height: 0, lit: false },
              ],
            },
          },
        },
      },
    },
  },
];
