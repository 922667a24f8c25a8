const RECIPES = [{ name: "Pancakes", ingredients: ["flour", "milk", "eggs"] }];
export const find = (ingredient) => RECIPES.filter((recipe) => recipe.ingredients.includes(ingredient));
