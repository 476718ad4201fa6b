import { describeTexts } from './docs/texts.ts';

describeTexts((claim) => claim.isSlow);
