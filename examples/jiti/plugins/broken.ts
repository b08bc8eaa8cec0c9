export const answer: number = ;
