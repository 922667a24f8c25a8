export const seats = (show) => [{ id: "3f0c2a1e-0000-4000-8000-000000000001", show, row: "C", number: 7 }];
